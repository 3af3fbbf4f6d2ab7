import type { AccountRole, Boundary } from '../../model/organization';
import { boundaryTags } from '../boundary-tags';
import { quotas } from '../quotas';
import { accountEntries } from './accounts';
import type { Check } from './check';

export const checkTags: Check = function* (draft) {
  for (const [index, { tags, boundary, role }] of accountEntries(draft)) {
    if (!tags) continue;
    const ours = Object.keys(boundaryTags((boundary ?? {}) as Boundary, (role ?? 'member') as AccountRole)).length;
    const count = Object.keys(tags).length;
    if (count + ours <= quotas.tags) continue;
    const message = `has ${count} tags, and AWS takes ${quotas.tags} with the ${ours} of its boundary`;
    yield { path: ['accounts', index, 'tags'], message, advice: 'remove some' };
  }
};
