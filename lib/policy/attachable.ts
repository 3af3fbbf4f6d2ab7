import type { Organization } from '../model/organization';
import type { ComposedPolicy } from './compose';
import { nodeOverQuota } from './over-quota';
import { quotaOf } from './quotas';

/** @throws Error for the first node that would carry more documents of a type than AWS attaches. */
export function assertAttachable(organization: Organization, documents: readonly ComposedPolicy[]): void {
  const attached = new Map<string, ComposedPolicy[]>();
  for (const document of documents) {
    for (const node of document.targets) {
      const key = `${document.type} ${node}`;
      attached.set(key, [...(attached.get(key) ?? []), document]);
    }
  }
  for (const [key, there] of attached) {
    const { type } = there[0] as ComposedPolicy;
    const quota = quotaOf(organization, type);
    if (there.length + quota.reserved > quota.perNode) {
      throw nodeOverQuota(key.slice(type.length + 1), there, quota);
    }
  }
}
