import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { isSettled, type SettledPolicy } from '../../../model/settled-policy';
import { applyChange, type Ids } from '../../apply-change';
import type { Change, Mutation } from '../../change';
import { describeChange } from '../../describe-change';
import { planChanges } from '../../plan';
import type { Place as Target } from '../../thing';
import { defineKind, type Outcome, type Scene, type Step } from '../kind';
import { management } from '../places';
import { policiesOf } from './policy-types';

type Kept = Extract<Mutation, { readonly kind: keyof typeof operations }>;

const operations = {
  'create-policy': 'CreatePolicy',
  'update-policy': 'UpdatePolicy',
  'attach-policy': 'AttachPolicy',
  'detach-policy': 'DetachPolicy',
} as const;

/** Policies of types that `AWS::Organizations::Policy` lacks, planned and applied as every other policy of a new organization. */
export const policies = defineKind<readonly SettledPolicy[], undefined>({
  id: 'policies',
  items: ({ settings, living }) =>
    settings.policies.length > 0 || living.policies.some(isSettled) ? [settings.policies] : [],
  place: (_, scene) => management(scene),
  needs: (wanted) => wanted.map(({ type }) => policiesOf(type)),
  nothing: undefined,
  read: async () => undefined,
  steps: (wanted, _, scene) => {
    const ids: Ids = new Map();
    return changes(wanted, scene).map((change) => outcome(change, ids, scene));
  },
  permissions: () => ({
    management: [
      'organizations:AttachPolicy',
      'organizations:CreatePolicy',
      'organizations:DetachPolicy',
      'organizations:UpdatePolicy',
    ],
  }),
});

function changes(wanted: readonly SettledPolicy[], { living }: Scene): readonly Kept[] {
  const policies = wanted.map((policy) => ({
    ...policy,
    targets: policy.targets.map((target): Target => (target === 'root' ? 'root' : `unit ${target}`)),
    tags: {},
  }));
  const settled = { ...living, policies: living.policies.filter(isSettled) };
  return planChanges({ units: [], accounts: [], policies }, settled).filter(isKept);
}

function isKept(change: Change): change is Kept {
  return change.kind in operations;
}

function outcome(change: Kept, ids: Ids, scene: Scene): Outcome {
  const says = describeChange(change);
  if (change.kind === 'attach-policy' && change.target.id === undefined) {
    return { note: `${says}: once ${change.target.name} is there` };
  }
  const step: Step = {
    says,
    place: management(scene),
    operation: operations[change.kind],
    alreadySo: ['DuplicatePolicyAttachmentException', 'PolicyNotAttachedException'],
    apply: ({ call, sleep, in: session }) =>
      applyChange(change, { client: session(management(scene)).client(OrganizationsClient), call, sleep, ids }),
  };
  if (change.kind === 'create-policy') return { ...step, gives: change.policy.name };
  return { ...step, needs: [change.policy.name] };
}
