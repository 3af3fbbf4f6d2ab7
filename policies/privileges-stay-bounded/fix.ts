import { CreatePolicyVersionCommand, IAMClient, SetDefaultPolicyVersionCommand } from '@aws-sdk/client-iam';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { type Change, decide } from './decide';
import { policiesOf } from './holder';
import { readState, type State } from './state';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'iam:AttachRolePolicy',
        'iam:DetachRolePolicy',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListRolePolicies',
        'iam:PutRolePolicy',
      ],
      resources: ['arn:aws:iam::*:role/*'],
    },
    {
      actions: [
        'iam:AttachUserPolicy',
        'iam:DetachUserPolicy',
        'iam:GetUser',
        'iam:GetUserPolicy',
        'iam:ListAttachedUserPolicies',
        'iam:ListUserPolicies',
        'iam:PutUserPolicy',
      ],
      resources: ['arn:aws:iam::*:user/*'],
    },
    {
      actions: [
        'iam:AttachGroupPolicy',
        'iam:DetachGroupPolicy',
        'iam:GetGroupPolicy',
        'iam:ListAttachedGroupPolicies',
        'iam:ListGroupPolicies',
        'iam:PutGroupPolicy',
      ],
      resources: ['arn:aws:iam::*:group/*'],
    },
    {
      actions: [
        'iam:CreatePolicyVersion',
        'iam:GetPolicy',
        'iam:GetPolicyVersion',
        'iam:ListPolicyVersions',
        'iam:SetDefaultPolicyVersion',
      ],
      resources: ['arn:aws:iam::*:policy/*'],
    },
  ],

  async read(resource, session) {
    try {
      return await readState(resource, session);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  },

  decide,

  async apply(change, session) {
    if (change.kind === 'version') return speakAs(change.arn, change.version, session);
    if (change.kind === 'rewrite') {
      const PolicyDocument = JSON.stringify(change.document);
      const version = { PolicyArn: change.arn, PolicyDocument, SetAsDefault: true };
      await session.client(IAMClient).send(new CreatePolicyVersionCommand(version));
      return;
    }
    const policies = policiesOf(change.holder, session);
    for (const arn of change.detach) await unlessGone(policies.detach(arn));
    for (const { name, document } of change.put) await policies.put(name, JSON.stringify(document));
  },

  async undo(before, change, session) {
    if (before.kind === 'policy') return speakAs(before.arn, before.version, session);
    if (before.kind !== 'holder' || change.kind !== 'holder') return;
    const policies = policiesOf(before.holder, session);
    for (const arn of change.detach) await policies.attach(arn);
    for (const { name, document } of before.inline) await policies.put(name, JSON.stringify(document));
  },
});

async function speakAs(PolicyArn: string, VersionId: string, session: Session): Promise<void> {
  await session.client(IAMClient).send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId }));
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

const isGone = (error: unknown): boolean => isNamed(error, 'NoSuchEntityException', 'NoSuchEntity');
