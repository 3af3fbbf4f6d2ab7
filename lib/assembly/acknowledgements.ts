import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A rule that resources are excused from, with the reason that stands beside them. */
export interface Acknowledgement {
  /** As the pack names it: `AwsSolutions-SQS3`. */
  readonly rule: string;
  readonly reason: string;
  /** How many resources it excuses. */
  readonly resources: number;
}

/** What cdk-nag found and somebody answered for, by rule; from the report that CDK writes beside the templates. */
export function readAcknowledgements(directory: string): readonly Acknowledgement[] {
  const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
  const counted = new Map<string, Acknowledgement>();
  for (const { acknowledgedId, reason, violatingConstructs } of pluginReports.flatMap(suppressedIn)) {
    const rule = acknowledgedId.replace(/^.*?::/, '');
    const key = `${rule} ${reason}`;
    const resources = (counted.get(key)?.resources ?? 0) + violatingConstructs.length;
    counted.set(key, { rule, reason, resources });
  }
  return [...counted.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}

interface Report {
  readonly pluginReports: readonly PluginReport[];
}
interface PluginReport {
  readonly suppressedViolations?: readonly {
    /** `AwsSolutions::AwsSolutions-SQS3`. */
    readonly acknowledgedId: string;
    readonly reason: string;
    readonly violatingConstructs: readonly object[];
  }[];
}

const suppressedIn = ({ suppressedViolations = [] }: PluginReport) => suppressedViolations;
