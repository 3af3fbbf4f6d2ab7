import {
  DescribeInstancePatchStatesCommand,
  ListCommandsCommand,
  paginateDescribeInstanceInformation,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { Session } from '../../lib/model/guardrail';

export const patchDocument = 'AWS-RunPatchBaseline';

/** Patches by what became of them. */
export interface PatchState {
  readonly missing: number;
  readonly failed: number;
  readonly pendingReboot: number;
}

export const isPatched = ({ missing, failed, pendingReboot }: PatchState): boolean =>
  missing + failed + pendingReboot === 0;

/** What Systems Manager takes in one request (2026-11). */
const mostIds = 50;

/** Ids of instances whose agent is in touch; only of these where some are given. */
export async function managedIn(session: Session, ids?: readonly string[]): Promise<ReadonlySet<string>> {
  const Filters = [
    { Key: 'PingStatus', Values: ['Online'] },
    ...(ids ? [{ Key: 'InstanceIds', Values: [...ids] }] : []),
  ];
  const managed = new Set<string>();
  const pages = paginateDescribeInstanceInformation({ client: session.client(SSMClient) }, { Filters });
  for await (const { InstanceInformationList = [] } of pages) {
    for (const { InstanceId } of InstanceInformationList) if (InstanceId) managed.add(InstanceId);
  }
  return managed;
}

export async function* patchStatesOf(
  ids: readonly string[],
  session: Session,
): AsyncIterable<readonly [string, PatchState]> {
  for (let from = 0; from < ids.length; from += mostIds) {
    const InstanceIds = ids.slice(from, from + mostIds);
    const { InstancePatchStates = [] } = await session
      .client(SSMClient)
      .send(new DescribeInstancePatchStatesCommand({ InstanceIds }));
    for (const {
      InstanceId = '',
      MissingCount = 0,
      FailedCount = 0,
      InstalledPendingRebootCount = 0,
    } of InstancePatchStates) {
      yield [InstanceId, { missing: MissingCount, failed: FailedCount, pendingReboot: InstalledPendingRebootCount }];
    }
  }
}

/** Ids of commands that patch the instance right now. */
export async function patchingCommands(instance: string, session: Session): Promise<readonly string[]> {
  const Filters = [{ key: 'DocumentName' as const, value: patchDocument }];
  const { Commands } = await session.client(SSMClient).send(new ListCommandsCommand({ InstanceId: instance, Filters }));
  return (Commands ?? [])
    .filter(({ Status }) => Status === 'Pending' || Status === 'InProgress')
    .map(({ CommandId }) => CommandId ?? '');
}
