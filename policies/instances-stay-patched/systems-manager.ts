import {
  type Command,
  DescribeInstancePatchStatesCommand,
  ListCommandsCommand,
  paginateDescribeInstanceInformation,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { Progress, Session } from '../../lib/model/guardrail';
import { patchDocument } from '../../lib/model/operations';

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
  const commands = await commandsOf(instance, session);
  return commands.filter(({ Status }) => isAtWork(Status)).map(({ CommandId }) => CommandId ?? '');
}

/** How far the latest patching of the instance is. */
export async function patchingProgress(instance: string, session: Session): Promise<Progress> {
  const commands = await commandsOf(instance, session);
  const newest = Math.max(...commands.map(requestedAt));
  const { Status, StatusDetails, CommandId } = commands.find((one) => requestedAt(one) === newest) ?? {};
  if (Status === 'Success') return { kind: 'done', because: `${instance} was patched by command ${CommandId}` };
  if (isAtWork(Status)) return { kind: 'underway', because: `${instance} is being patched by command ${CommandId}` };
  return { kind: 'failed', because: `patching ${instance} ended as ${StatusDetails ?? Status ?? 'nothing'}` };
}

/** When a command was asked for that has installed patches on the instance; 0 where AWS remembers none. */
export async function lastInstalled(instance: string, session: Session): Promise<number> {
  const installs = (await commandsOf(instance, session)).filter(
    ({ Status, Parameters }) => Status === 'Success' && Parameters?.Operation?.includes('Install'),
  );
  return Math.max(0, ...installs.map(requestedAt));
}

async function commandsOf(instance: string, session: Session): Promise<readonly Command[]> {
  const Filters = [{ key: 'DocumentName' as const, value: patchDocument }];
  const { Commands } = await session.client(SSMClient).send(new ListCommandsCommand({ InstanceId: instance, Filters }));
  return Commands ?? [];
}

const isAtWork = (status: string | undefined): boolean =>
  ['Pending', 'InProgress', 'Cancelling'].includes(status ?? '');
const requestedAt = ({ RequestedDateTime }: Command): number => RequestedDateTime?.getTime() ?? 0;
