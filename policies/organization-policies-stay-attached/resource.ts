import { type PolicyType, policyTypes } from '../../lib/model/control';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';

export type Subject =
  | { readonly kind: 'policy'; readonly policy: string }
  /** Every policy of that type. */
  | { readonly kind: 'type'; readonly type: PolicyType }
  | { readonly kind: 'account'; readonly account: string };

const types = {
  policy: 'AWS::Organizations::Policy',
  type: 'AWS::Organizations::Root',
  account: 'AWS::Organizations::Account',
};

/** All are of the management account, and its stack that deployed them is in the home region. */
export function resourceOf(subject: Subject, facts: Facts): Resource {
  const { partition, organization, managementAccount: account, homeRegion: region } = facts;
  const id = idOf(subject);
  const kind = subject.kind === 'type' ? 'root' : subject.kind;
  const arn = `arn:${partition}:organizations::${account}:${kind}/${organization}/${id}`;
  return { type: types[subject.kind], id, arn, account, region };
}

export function subjectOf({ type, id }: Resource): Subject {
  if (type === types.account) return { kind: 'account', account: id };
  const known = policyTypes.find((candidate) => candidate === id);
  return known ? { kind: 'type', type: known } : { kind: 'policy', policy: id };
}

function idOf(subject: Subject): string {
  switch (subject.kind) {
    case 'policy':
      return subject.policy;
    case 'type':
      return subject.type;
    case 'account':
      return subject.account;
  }
}
