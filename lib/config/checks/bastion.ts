import { canonicalCidr } from '../canonical-cidr';
import type { Complaint } from '../complaint';
import type { Check } from './check';

export const checkBastion: Check = function* (draft) {
  const cidrs = draft.bastion?.cidrs ?? [];
  for (const [index, text] of cidrs.entries()) {
    const complaint = text === null ? undefined : complaintAbout(text);
    if (complaint) yield { path: ['bastion', 'cidrs', index], ...complaint };
  }
};

function complaintAbout(text: string): Pick<Complaint, 'message' | 'advice'> | undefined {
  const canonical = canonicalCidr(text);
  if (!canonical) {
    return {
      message: `'${text}' is not a range of addresses`,
      advice: 'write one such as 10.0.0.0/28 or 2001:db8::/64',
    };
  }
  if (canonical.endsWith('/0')) {
    return { message: `'${text}' is the whole internet`, advice: 'write the range of the bastion subnet' };
  }
  if (canonical !== text) return { message: `'${text}' is not how AWS writes it`, advice: `write ${canonical}` };
  return undefined;
}
