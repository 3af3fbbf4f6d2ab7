import { marshall } from '@aws-sdk/util-dynamodb';
import { Ledger } from '../../lib/remediation/ledger';
import type { LedgerRecord } from '../../lib/remediation/outcome';
import { Table } from '../remediation/a-table';

export const record: LedgerRecord = {
  id: '0123456789abcdef',
  guardrail: 'buckets-stay-private',
  eventId: 'event-1',
  eventTime: '2026-11-21T10:00:00Z',
  resource: {
    type: 'AWS::S3::Bucket',
    id: 'orders',
    arn: 'arn:aws:s3:::orders',
    account: '111122223333',
    region: 'eu-west-1',
  },
  actor: { kind: 'person', name: 'alice', arn: 'arn:aws:sts::111122223333:assumed-role/Developer/alice' },
  mode: 'enforce',
  state: 'fixed',
  finding: 'orders was opened',
  because: 'orders lets everybody in',
  startedAt: '2026-11-21T10:00:01Z',
  endedAt: '2026-11-21T10:00:02Z',
  calls: 4,
  before: { blocked: false },
  change: { block: true },
};

/** A change of the ledger as its stream tells of it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly Keys: object;
    readonly NewImage?: object;
  };
}

/** Everything that a ledger writes in a busy hour, as its stream tells of it. */
export async function aBusyLedger(): Promise<readonly StreamRecord[]> {
  const table = new Table();
  const ledger = new Ledger(table as never, 'ledger');
  await ledger.write(record);
  await ledger.lock(record.guardrail, record.resource);
  await ledger.spend(record.guardrail, record.resource.account, 100);
  await ledger.markTold('somebody', 60);
  await ledger.switchFixes({ off: true, by: 'alice', because: 'a drill', at: '2026-11-21T11:00:00Z' });
  return [...table.items.values()].map((item) => {
    const image = marshall(item, { removeUndefinedValues: true });
    const Keys = { pk: image.pk, sk: image.sk };
    const dynamodb = { ApproximateCreationDateTime: 1_790_000_000, Keys, NewImage: image };
    return { eventID: 'e', eventName: 'INSERT', dynamodb };
  });
}
