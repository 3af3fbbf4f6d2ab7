import { workDenied, workThatFailed } from '../../lib/events/work-denied';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: workThatFailed,
  finding: (event, facts) => workDenied(event, facts, 'a suspended account'),
});
