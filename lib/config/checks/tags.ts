import { quotas } from '../quotas';
import { accountEntries } from './accounts';
import type { Check } from './check';

export const checkTags: Check = function* (draft) {
  for (const [index, { tags, boundary }] of accountEntries(draft)) {
    // The role and each part of the boundary become a tag (boundary-tags.ts).
    const ours = 1 + Object.values(boundary ?? {}).length;
    const count = Object.keys(tags ?? {}).length;
    if (count + ours <= quotas.tags) continue;
    const message = `has ${count} tags, and AWS takes ${quotas.tags} with the ${ours} of its role and boundary`;
    yield { path: ['accounts', index, 'tags'], message, advice: 'remove some' };
  }
};
