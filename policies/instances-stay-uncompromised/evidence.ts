import { createHash } from 'node:crypto';
import { DescribeSnapshotsCommand, EC2Client, GetConsoleOutputCommand, type Snapshot } from '@aws-sdk/client-ec2';
import type { Progress, Session } from '../../lib/model/guardrail';
import { instancesIn } from '../../lib/remediation/instances-in';
import { evidenceTag } from './marks';

/** A part of the evidence, as it was when it was taken, and the SHA-256 of its JSON. */
export interface EvidenceItem {
  readonly name: string;
  readonly content: unknown;
  readonly sha256: string;
}

/** What was kept of an instance. `sha256` is that of the items' hashes, one a line: whoever writes it down can prove them all. */
export interface Manifest {
  readonly instance: string;
  readonly items: readonly EvidenceItem[];
  readonly sha256: string;
}

/** Copies of disks take minutes; once they are there, what is kept is written down. */
export async function evidenceOf(instance: string, session: Session): Promise<Progress> {
  const snapshots = await snapshotsOf(instance, session);
  const lost = snapshots.filter(({ State }) => State === 'error');
  if (lost.length > 0) {
    return { kind: 'failed', because: `${lost.map(({ SnapshotId }) => SnapshotId).join(', ')} of ${instance} failed` };
  }
  const ready = snapshots.filter(({ State }) => State === 'completed');
  if (ready.length < snapshots.length) {
    return { kind: 'underway', because: `${ready.length} of ${snapshots.length} disks of ${instance} are copied` };
  }
  const evidence = manifestOf(instance, [
    ['description', await descriptionOf(instance, session)],
    ['console', await consoleOf(instance, session)],
    ...snapshots.map((snapshot): [string, unknown] => [`snapshot ${snapshot.SnapshotId}`, kept(snapshot)]),
  ]);
  const because = `${instance} is cut off, and ${snapshots.length} disks are kept; evidence ${evidence.sha256}`;
  return { kind: 'done', because, evidence };
}

function manifestOf(instance: string, contents: readonly (readonly [string, unknown])[]): Manifest {
  // As the ledger gives it back: dates are text there.
  const items = contents.map(([name, content]) => {
    const text = JSON.stringify(content ?? null);
    return { name, content: JSON.parse(text), sha256: sha256(text) };
  });
  return { instance, items, sha256: sha256(items.map((item) => item.sha256).join('\n')) };
}

async function snapshotsOf(instance: string, session: Session): Promise<readonly Snapshot[]> {
  const Filters = [{ Name: `tag:${evidenceTag}`, Values: [instance] }];
  const { Snapshots = [] } = await session
    .client(EC2Client)
    .send(new DescribeSnapshotsCommand({ Filters, OwnerIds: ['self'] }));
  return Snapshots.toSorted((one, other) => String(one.SnapshotId).localeCompare(String(other.SnapshotId)));
}

async function descriptionOf(instance: string, session: Session): Promise<unknown> {
  for await (const found of instancesIn(session, [instance])) return found;
  return undefined;
}

async function consoleOf(instance: string, session: Session): Promise<string> {
  const { Output = '' } = await session.client(EC2Client).send(new GetConsoleOutputCommand({ InstanceId: instance }));
  return Buffer.from(Output, 'base64').toString();
}

const kept = ({ SnapshotId, VolumeId, VolumeSize, StartTime, Encrypted, KmsKeyId, OwnerId }: Snapshot) => ({
  SnapshotId,
  VolumeId,
  VolumeSize,
  StartTime,
  Encrypted,
  KmsKeyId,
  OwnerId,
});
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
