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
  pack: 'AwsSolutions' | 'NIST.800.53.R5' | 'CloudFormation-Validate' = 'AwsSolutions',
): void {
  // CDK's own validator does not repeat its name.
  const prefix = pack === 'CloudFormation-Validate' ? `${pack}::` : `${pack}::${pack}-`;
  for (const [rule, reason] of Object.entries(reasons)) {
    resource.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [prefix + rule]: reason });
  }
}
