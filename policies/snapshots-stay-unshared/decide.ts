import type { Decision } from '../../lib/model/guardrail';
import type { AccountId } from '../../lib/model/organization';

export interface State {
  readonly snapshot: string;
  readonly isPublic: boolean;
  /** Accounts outside the organization that may use it. */
  readonly strangers: readonly AccountId[];
  /** Marked as made for a malware scan, which shares with an account of AWS's own. Anybody may write the mark. */
  readonly isScanned: boolean;
}

export type Change = Pick<State, 'snapshot' | 'isPublic' | 'strangers'>;

export function decide({ snapshot, isPublic, strangers, isScanned }: State): Decision<Change> {
  if (!isPublic && strangers.length === 0) {
    return { kind: 'leave', because: `${snapshot} is shared with nobody outside the organization` };
  }
  if (isScanned && !isPublic) {
    const because = `${snapshot} is shared with ${strangers.join(', ')} and marked as scanned for malware: is it?`;
    return { kind: 'ask', because };
  }
  const who = isPublic ? ['everybody', ...strangers] : strangers;
  return {
    kind: 'plan',
    change: { snapshot, isPublic, strangers },
    because: `${snapshot} was shared with ${who.join(', ')}; a copy made meanwhile cannot be called back`,
  };
}
