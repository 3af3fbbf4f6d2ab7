import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { Facts } from '../model/facts';
import type { Severity } from '../model/guardrail';
import type { LedgerRecord } from './outcome';

const patienceMilliseconds = 2_000;
// Limits of the finding format (2026-11).
const titleCharacters = 256;
const descriptionCharacters = 1024;

const severities: Readonly<Record<Severity, 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'>> = {
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  critical: 'CRITICAL',
};

export interface Described {
  readonly title: string;
  readonly severity: Severity;
}

/**
 * One finding for each guardrail and resource: made when something is wrong, resolved when it is fixed.
 * @throws whatever Security Hub answers; whether anybody listens there is not the loop's business.
 */
export async function importFinding(facts: Facts, guardrail: Described, record: LedgerRecord): Promise<void> {
  // Loaded here, since most of what a function hears is nothing to tell anybody.
  const { BatchImportFindingsCommand, SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  const client = new SecurityHubClient({ region: facts.homeRegion, maxAttempts: 2 });
  await client.send(new BatchImportFindingsCommand({ Findings: [securityHubFinding(facts, guardrail, record)] }), {
    abortSignal: AbortSignal.timeout(patienceMilliseconds),
  });
}

export function securityHubFinding(
  facts: Facts,
  { title, severity }: Described,
  record: LedgerRecord,
): AwsSecurityFinding {
  const { partition, homeRegion, securityAccount } = facts;
  const { guardrail, resource, state } = record;
  const isResolved = state === 'fixed' || state === 'left' || state === 'undone';
  return {
    SchemaVersion: '2018-10-08',
    Id: `breakwater/${guardrail}/${resource.arn}`,
    ProductArn: `arn:${partition}:securityhub:${homeRegion}:${securityAccount}:product/${securityAccount}/default`,
    GeneratorId: `breakwater/${guardrail}`,
    // The product of an account takes that account's findings only; the resource tells whose it is.
    AwsAccountId: securityAccount,
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    CreatedAt: record.startedAt,
    UpdatedAt: record.endedAt ?? record.startedAt,
    Severity: { Label: severities[severity] },
    Title: title.slice(0, titleCharacters),
    Description: `${record.finding}. ${state}: ${record.because}`.slice(0, descriptionCharacters),
    ProductFields: { 'breakwater/Record': record.id, 'breakwater/Actor': record.actor.name.slice(0, 1024) },
    Resources: [
      {
        Type: 'Other',
        Id: resource.arn,
        Partition: partition,
        Region: resource.region,
        Tags: { Account: resource.account },
      },
    ],
    Compliance: { Status: isResolved ? 'PASSED' : 'FAILED' },
    RecordState: isResolved ? 'ARCHIVED' : 'ACTIVE',
  };
}
