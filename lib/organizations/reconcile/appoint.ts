import type { AccountId } from '../../model/organization';
import { type Outcome, request } from './kind';

type Request = Parameters<typeof request>[0];

export interface Appointment extends Pick<Request, 'place' | 'operation' | 'send'> {
  /** `the administrator of Macie in eu-west-1`: what later kinds count on. */
  readonly office: string;
  readonly account: AccountId;
  /** Whose it is now. */
  readonly incumbent: string | undefined;
  /** What there has to be before, as people are told; undefined where it is there. */
  readonly lacking?: string | false | undefined;
}

/** Gives an account an office that nobody has. AWS puts nobody in another's place, and what another has set up would go with it. */
export function appoint({ office, account, incumbent, lacking, ...how }: Appointment): readonly Outcome[] {
  if (incumbent === account) return [];
  if (incumbent) {
    const note = `account ${incumbent} is ${office}; take that away by hand, then ${account} becomes it`;
    return [{ note, wrong: true, without: office }];
  }
  if (lacking) return [{ note: lacking, without: office }];
  return [request({ ...how, says: `make account ${account} ${office}`, gives: office })];
}
