import { plannedAddress } from '../../model/root-mail';
import type { Complaint } from '../complaint';
import { quotas } from '../quotas';
import { accountEntries } from './accounts';
import type { Check, OrganizationDraft } from './check';

/**
 * Regions where Amazon SES receives mail, as far as is known here: AWS adds to them.
 * Source: AWS General Reference, "Amazon SES endpoints and quotas", "Email receiving endpoints" (read 2026-11).
 */
const receivingRegions: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'us-east-1',
  'us-east-2',
  'us-west-2',
];

/** That every account has an address, written or planned, and that mail can be received where it should be. */
export const checkRootMail: Check = function* (draft) {
  yield* missing(draft);
  const receive = draft.rootMail?.receive;
  if (typeof receive !== 'string') return;
  const path = ['rootMail', 'receive'];
  const governed = [draft.homeRegion, ...(draft.governedRegions ?? [])];
  if (!governed.some((region) => region === receive || region === null)) {
    const message = `'${receive}' is not governed, so that nothing can be deployed there`;
    yield { path, message, advice: 'choose one of governedRegions, or add it to them' };
  } else if (!receivingRegions.includes(receive)) {
    yield {
      path,
      message: `'${receive}' is not known to be a region where Amazon SES receives mail`,
      advice: "look for it under 'Email receiving endpoints' in the AWS General Reference",
      severity: 'warning',
    };
  }
};

function* missing(draft: OrganizationDraft): Iterable<Complaint> {
  if (draft.rootMail === null) return;
  const address = draft.rootMail?.address;
  for (const [index, { name, email }] of accountEntries(draft)) {
    if (email !== undefined || address === null) continue;
    const path = ['accounts', index];
    if (address === undefined) {
      yield {
        path,
        message: 'has no email',
        advice: 'add one, or rootMail.address, which accounts without one extend',
      };
    } else if (name && plannedAddress(address, name).length > quotas.emailCharacters) {
      const message = `would have the email '${plannedAddress(address, name)}', longer than ${quotas.emailCharacters} characters`;
      yield { path, message, advice: 'give it a shorter one' };
    }
  }
}
