import type { JsonObject } from '../../model/json';
import { arrive } from './arrive';
import type { Lifecycle } from './lifecycle';
import { refuse } from './refuse';
import { settle } from './settle';
import { waitFor } from './wait';

const daysAtMost = 10;

/** The life of one account in the states language, from the event that tells of it to the state it is left in. */
export function lifecycleDefinition(lifecycle: Lifecycle): JsonObject {
  return {
    Comment: 'Accounts are cut off until their baseline is in place',
    StartAt: 'Begin',
    TimeoutSeconds: daysAtMost * 24 * 3600,
    States: { ...arrive(lifecycle), ...refuse(lifecycle), ...settle(lifecycle), ...waitFor(lifecycle) },
  };
}
