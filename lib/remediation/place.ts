import type { AccountId, Mode } from '../model/organization';
import type { Loop } from './loop';
import { modeAt } from './mode';
import { isTransient } from './transient';

/** Where a resource is, and how far the guardrail goes there. */
export interface Place {
  /** Units from the account up to the root. */
  readonly lineage: readonly string[];
  readonly mode: Mode;
}

/**
 * Asks the living organization where the account is. When it gives no answer nothing is fixed
 * and somebody hears of it: what nobody could place is treated like what nobody configured.
 */
export async function placeOf(loop: Loop, account: AccountId): Promise<Place> {
  const lineage = await lineageOf(loop, account);
  return { lineage, mode: modeAt(loop.configuration, lineage) };
}

async function lineageOf({ directory }: Loop, account: AccountId): Promise<readonly string[]> {
  try {
    return await directory.lineage(account);
  } catch (error) {
    if (isTransient(error)) throw error;
    return [`unknown: ${error instanceof Error ? error.message : String(error)}`];
  }
}
