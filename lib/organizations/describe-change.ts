import type { Change, Subject } from './change';

/** A sentence for people: `move account orders from the root to unit workloads`. */
export function describeChange(change: Change): string {
  switch (change.kind) {
    case 'create-organization':
      return 'create the organization, with all features';
    case 'enable-policy-type':
      return `enable policies of type ${change.type}`;
    case 'create-unit':
      return `create ${the(change.unit)}`;
    case 'create-account':
      return `create ${the(change.account)} (${change.email})`;
    case 'await-account':
      return `wait for ${the(change.account)}, which AWS is still creating`;
    case 'move-account':
      return `move ${the(change.account)} from ${the(change.from)} to ${the(change.to)}`;
    case 'create-policy':
      return `create ${the(change.policy)} (${change.type})`;
    case 'update-policy':
      return `update ${the(change.policy)}`;
    case 'attach-policy':
      return `attach ${the(change.policy)} to ${the(change.target)}`;
    case 'detach-policy':
      return `detach ${the(change.policy)} from ${the(change.target)}`;
    case 'tag-resource':
      return `tag ${the(change.resource)} with ${pairs(change.tags)}`;
    case 'unmanaged':
      return `leave ${the(change.thing)} alone: ${change.because}`;
  }
}

function the({ name }: Subject): string {
  return name === 'root' ? 'the root' : name;
}

function pairs(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
