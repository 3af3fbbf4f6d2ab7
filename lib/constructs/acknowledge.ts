import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Excuses a resource from rules of a pack: `acknowledge(bucket, { S1: 'is where access logs go, so …' })`.
 * The id carries the pack's name, since CDK writes only such acknowledgements into validation-report.json.
 * What `Validations.acknowledge` does, without its stack trace: those cost more than the resources they excuse.
 */
export function acknowledge(
  resource: IConstruct,
  reasons: Readonly<Record<string, string>>,
  pack: 'AwsSolutions' | 'NIST.800.53.R5' = 'AwsSolutions',
): void {
  for (const [rule, reason] of Object.entries(reasons)) {
    resource.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`${pack}::${pack}-${rule}`]: reason });
  }
}
