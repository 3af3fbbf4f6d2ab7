/** Namespace of our metrics in CloudWatch. */
export const metricsNamespace = 'Breakwater';

/** Metrics of a loop have the guardrail as their dimension `service`, or this, where they are counted for all of them together. */
export const everyGuardrail = 'every guardrail';
