import type { Facts } from '../../lib/model/facts';
import type { Decision } from '../../lib/model/guardrail';
import { described, isOf, type Share } from './launch-permissions';

export interface State {
  readonly image: string;
  /** Whether it is one for field-programmable gate arrays, which has calls of its own. */
  readonly isFpga: boolean;
  /** Everybody it is shared with but accounts of the organization. */
  readonly shares: readonly Share[];
}
export type Change = State;

export function decide(
  { image, isFpga, shares }: State,
  { organization }: Pick<Facts, 'organization'>,
): Decision<Change> {
  const outside = shares.filter(
    ({ kind, id }) => kind === 'account' || kind === 'everybody' || !isOf(organization, id),
  );
  if (outside.length === 0) {
    return { kind: 'leave', because: `${image} is shared with nobody outside the organization` };
  }
  return {
    kind: 'plan',
    change: { image, isFpga, shares: outside },
    because: `${image} was shared with ${outside.map(described).join(', ')}; a copy made meanwhile cannot be called back`,
  };
}
