import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { applyChange, type Ids } from './apply-change';
import { createCall, type Sleep, type Wait } from './calls/call';
import { CallFailed } from './calls/call-failed';
import { inParallel } from './calls/in-parallel';
import { sleep as realSleep } from './calls/sleep';
import { type Change, isMutation, type Mutation } from './change';
import { ChangeFailed } from './change-failed';
import { createSkips, type Skipped } from './skip';

export interface Applied {
  readonly done: readonly Mutation[];
  /** What this AWS cannot do; empty unless `allowUnsupported`. */
  readonly skipped: readonly Skipped[];
}

export type Progress =
  | { readonly kind: 'started' | 'done'; readonly change: Mutation; readonly position: number; readonly of: number }
  | { readonly kind: 'skipped'; readonly change: Mutation; readonly because: string }
  | { readonly kind: 'waiting'; readonly wait: Wait };

export interface ApplyOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly sleep?: Sleep | undefined;
  /** Whether what this AWS cannot do is skipped and reported; the local AWS lacks some policy types. @default false */
  readonly allowUnsupported?: boolean | undefined;
  /** How many accounts are created side by side; everything else is one after another. @default 5, as many as AWS does for an organization */
  readonly accountsAtOnce?: number | undefined;
}

/** @throws ChangeFailed at the first change AWS refuses; a new plan goes on from there */
export async function applyChanges(
  client: OrganizationsClient,
  changes: readonly Change[],
  { onProgress = () => {}, sleep = realSleep, allowUnsupported = false, accountsAtOnce = 5 }: ApplyOptions = {},
): Promise<Applied> {
  const mutations = changes.filter(isMutation);
  const call = createCall(sleep, (wait) => onProgress({ kind: 'waiting', wait }));
  const ids: Ids = new Map();
  const skips = createSkips();
  const done = new Set<Mutation>();
  const positions = new Map(mutations.map((change, index) => [change, index + 1]));

  async function apply(change: Mutation): Promise<void> {
    const because = skips.because(change) ?? (await attempt(change));
    if (because === undefined) return;
    skips.add(change, because);
    onProgress({ kind: 'skipped', change, because });
  }

  /** Says why it cannot be, where that is allowed. */
  async function attempt(change: Mutation): Promise<string | undefined> {
    const position = positions.get(change) ?? 0;
    onProgress({ kind: 'started', change, position, of: mutations.length });
    try {
      await applyChange(change, { client, call, sleep, ids });
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (allowUnsupported && isUnsupported(change, error)) return error.message;
      if (error.code !== alreadySo[change.kind]) throw new ChangeFailed(change, error);
    }
    done.add(change);
    onProgress({ kind: 'done', change, position, of: mutations.length });
    return undefined;
  }

  for (const batch of batches(mutations)) await inParallel(batch, accountsAtOnce, apply);
  return { done: mutations.filter((change) => done.has(change)), skipped: skips.all() };
}

/** What AWS answers where the change has been made meanwhile. */
const alreadySo: Readonly<Partial<Record<Mutation['kind'], string>>> = {
  'enable-policy-type': 'PolicyTypeAlreadyEnabledException',
  'move-account': 'DuplicateAccountException',
  'attach-policy': 'DuplicatePolicyAttachmentException',
  'detach-policy': 'PolicyNotAttachedException',
};

function isUnsupported(change: Mutation, { code, unreadable }: CallFailed): boolean {
  if (change.kind !== 'enable-policy-type' && change.kind !== 'create-policy') return false;
  return unreadable || code === 'InvalidInputException' || code === 'PolicyTypeNotAvailableForOrganizationException';
}

function batches(mutations: readonly Mutation[]): readonly (readonly Mutation[])[] {
  const found: Mutation[][] = [];
  for (const change of mutations) {
    const last = found.at(-1);
    if (last?.every(createsAccount) && createsAccount(change)) last.push(change);
    else found.push([change]);
  }
  return found;
}

function createsAccount({ kind }: Mutation): boolean {
  return kind === 'create-account' || kind === 'await-account';
}
