import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { isSettled } from '../../model/settled-policy';
import { createCall, type Sleep, type Wait } from '../calls/call';
import { sleep as realSleep } from '../calls/sleep';
import type { LivingOrganization } from '../living';
import { readOrganization } from '../read-organization';
import type { Hands } from './kind';
import { kinds } from './kinds';
import type { Report, Reported } from './report';
import { rotated } from './rotated';
import { Run } from './run';
import type { Settings } from './settings';
import { timeBox } from './time-box';

export interface ReconcileOptions {
  readonly settings: Settings;
  /** Of the management account. */
  readonly organizations: OrganizationsClient;
  /** Ways into accounts. */
  readonly sessions: Hands['in'];
  /** Whether differences are told, or told and changed. */
  readonly mode: 'plan' | 'apply';
  /** When to stop, in milliseconds since 1970. @default never */
  readonly until?: number;
  /** With which account to begin, so that no run leaves the same ones to the next. @default 0 */
  readonly turn?: number;
  readonly onStep?: (step: Reported) => void;
  readonly onWait?: (wait: Wait) => void;
  readonly sleep?: Sleep;
}

/**
 * Looks at one setting after the other and changes what differs, one call at a time. A refusal is reported and keeps
 * nothing else from being settled. Run again after anything at all: it goes on from what is there.
 */
export async function reconcile(options: ReconcileOptions): Promise<Report> {
  const { settings, organizations, sessions, mode, onStep, onWait, sleep = realSleep, turn = 0 } = options;
  const time = timeBox(options.until ?? Number.POSITIVE_INFINITY, sleep);
  const living = await readLiving(organizations, settings, time.sleep);
  const scene = { settings, living: { ...living, accounts: rotated(living.accounts, turn) } };
  const hands = { call: createCall(time.sleep, onWait), sleep: time.sleep, in: sessions };
  return new Run({ scene, hands, time, mode, onStep }).over(kinds);
}

async function readLiving(client: OrganizationsClient, settings: Settings, sleep: Sleep): Promise<LivingOrganization> {
  const living = await readOrganization(client, { sleep, policies: (type) => isSettled({ type }) });
  if (!living) {
    throw new Error(
      'these credentials belong to no organization; use those of the management account, or create it with: aws organizations create-organization --feature-set ALL',
    );
  }
  if (settings.organization && settings.organization !== living.id) {
    throw new Error(
      `these credentials are of ${living.id}, and the lock file of ${settings.organization}; use the right ones`,
    );
  }
  return living;
}
