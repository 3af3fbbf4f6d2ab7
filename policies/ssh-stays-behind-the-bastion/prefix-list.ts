import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeManagedPrefixListsCommand,
  EC2Client,
  ModifyManagedPrefixListCommand,
  paginateGetManagedPrefixListEntries,
} from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { Bastion } from '../../lib/model/organization';
import { isInBastion } from './rule';

export interface PrefixListEntry {
  readonly cidr: string;
  readonly description?: string;
}

export interface PrefixList {
  readonly id: string;
  readonly entries: readonly PrefixListEntry[];
  /** Of a list the account owns, and can change. */
  readonly version?: number;
  /** What was in it one version ago. */
  readonly previously?: readonly PrefixListEntry[];
}

/** A list of the bastion's, and what somebody added to it. */
export interface WidenedList {
  readonly id: string;
  readonly version: number;
  readonly remove: readonly PrefixListEntry[];
}

/** What has to go from a list that was the bastion's one version ago; undefined where it never was, or is nobody's here. */
export function narrowed({ id, entries, version, previously = [] }: PrefixList, bastion: Bastion) {
  const isIn = ({ cidr }: PrefixListEntry) => isInBastion(cidr, bastion);
  const remove = entries.filter((entry) => !isIn(entry));
  if (version === undefined || remove.length === 0) return undefined;
  if (previously.length === 0 || !previously.every(isIn)) return undefined;
  return { id, version, remove } satisfies WidenedList;
}

/** Undefined where nobody here may read the list: one of AWS, or one shared without that right. */
export async function readPrefixList(id: string, session: Session): Promise<PrefixList | undefined> {
  try {
    const version = await ownVersion(id, session);
    const entries = await entriesOf(id, undefined, session);
    if (version === undefined || version < 2) return { id, entries, ...(version && { version }) };
    return { id, entries, version, previously: await entriesOf(id, version - 1, session) };
  } catch (error) {
    if (isNamed(error, ...unreadable)) return undefined;
    throw error;
  }
}

const unreadable = ['UnauthorizedOperation', 'InvalidPrefixListID.NotFound', 'InvalidPrefixListId.NotFound'];
// A list changes in the background; until it has, its entries are those from before.
const pausesMilliseconds = [250, 500, 1000, 2000, 4000];

/** The list's version once no change of it is under way; undefined for a list of somebody else's. */
async function ownVersion(id: string, session: Session): Promise<number | undefined> {
  for (const pause of [...pausesMilliseconds, 0]) {
    const { PrefixLists = [] } = await session
      .client(EC2Client)
      .send(new DescribeManagedPrefixListsCommand({ PrefixListIds: [id] }));
    const [list] = PrefixLists;
    if (list?.OwnerId !== session.account) return undefined;
    if (!list.State?.endsWith('-in-progress')) return list.Version;
    await sleep(pause);
  }
  return undefined;
}

async function entriesOf(
  PrefixListId: string,
  TargetVersion: number | undefined,
  session: Session,
): Promise<readonly PrefixListEntry[]> {
  const client = session.client(EC2Client);
  const found: PrefixListEntry[] = [];
  for await (const { Entries = [] } of paginateGetManagedPrefixListEntries(
    { client },
    { PrefixListId, TargetVersion },
  )) {
    for (const { Cidr: cidr = '', Description } of Entries) {
      found.push({ cidr, ...(Description && { description: Description }) });
    }
  }
  return found;
}

export async function narrowList({ id, version, remove }: WidenedList, session: Session): Promise<void> {
  await change(id, version, { RemoveEntries: remove.map(({ cidr }) => ({ Cidr: cidr })) }, session);
}

/** Puts back what was taken away; what others added meanwhile stays. */
export async function widenList({ id, remove }: WidenedList, session: Session): Promise<void> {
  const version = await ownVersion(id, session);
  const AddEntries = remove.map(({ cidr, description }) => ({ Cidr: cidr, Description: description }));
  if (version !== undefined) await change(id, version, { AddEntries }, session);
}

async function change(
  PrefixListId: string,
  CurrentVersion: number,
  entries: Pick<ModifyManagedPrefixListCommand['input'], 'AddEntries' | 'RemoveEntries'>,
  session: Session,
): Promise<void> {
  try {
    await session
      .client(EC2Client)
      .send(new ModifyManagedPrefixListCommand({ PrefixListId, CurrentVersion, ...entries }));
  } catch (error) {
    // Whoever mends another group that names the list was quicker; whether it is right now is read again.
    if (!isNamed(error, 'PrefixListVersionMismatch', 'IncorrectState')) throw error;
  }
}
