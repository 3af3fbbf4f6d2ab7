import { accountNames } from './accounts';
import type { Check } from './check';
import { adviceOnReference } from './names';
import { unknownRegion } from './regions';

/** References of trusted services and service quotas. */
export const checkAdministration: Check = function* (draft, { hasEveryAccount }) {
  const names = accountNames(draft, hasEveryAccount);
  for (const [index, trusted] of (draft.trustedServices ?? []).entries()) {
    const administrator = typeof trusted === 'string' ? undefined : trusted?.administrator;
    const advice = administrator ? adviceOnReference(administrator, names) : undefined;
    if (!advice) continue;
    const path = ['trustedServices', index, 'administrator'];
    yield { path, message: `'${administrator}' does not exist`, advice };
  }
  const management = draft.accounts?.find((account) => account?.role === 'management')?.name;
  for (const [index, trusted] of (draft.trustedServices ?? []).entries()) {
    if (!trusted || typeof trusted === 'string' || !management || trusted.administrator !== management) continue;
    const path = ['trustedServices', index, 'administrator'];
    const message = `'${management}' is the management account, which administers every service anyway`;
    yield { path, message, advice: 'name another account, or leave it out' };
  }
  for (const [index, quota] of (draft.serviceQuotas ?? []).entries()) {
    for (const [at, region] of (quota?.regions ?? []).entries()) {
      if (region) yield* unknownRegion(region, ['serviceQuotas', index, 'regions', at]);
    }
  }
};
