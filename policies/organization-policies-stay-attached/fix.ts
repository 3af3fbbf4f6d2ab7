import {
  AttachPolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  MoveAccountCommand,
  OrganizationsClient,
  type PolicyType as SdkPolicyType,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { JsonObject } from '../../lib/model/json';
import { type Change, decide, type State } from './decide';
import { subjectOf } from './resource';
import { readAccount, readPolicy, readType } from './state';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
      resources: ['arn:aws:cloudformation:*:*:stack/breakwater-organization/*'],
    },
    {
      actions: ['organizations:ListParents', 'organizations:ListPolicies', 'organizations:ListRoots'],
      resources: ['*'],
      because: 'listing in Organizations has no resource to name',
    },
    {
      actions: [
        'organizations:AttachPolicy',
        'organizations:DescribePolicy',
        'organizations:DetachPolicy',
        'organizations:DisablePolicyType',
        'organizations:EnablePolicyType',
        'organizations:ListTargetsForPolicy',
        'organizations:MoveAccount',
        'organizations:UpdatePolicy',
      ],
      resources: ['arn:aws:organizations::*:*'],
    },
  ],

  async read(resource, session) {
    const subject = subjectOf(resource);
    if (subject.kind === 'account') return readAccount(subject.account, session);
    return subject.kind === 'type' ? readType(subject.type, session) : readPolicy(subject.policy, session);
  },

  decide: (state) => decide(state),

  async apply(change, session) {
    if (change.kind === 'account') return move(change.account, change.from, change.to, session);
    const client = session.client(OrganizationsClient);
    if (change.enable) {
      const { root, type } = change.enable;
      await unless(
        client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: type as SdkPolicyType })),
        'PolicyTypeAlreadyEnabledException',
      );
    }
    for (const { id, name, content } of change.rewrite) await rewrite(id, name, content, session);
    for (const { id, target } of change.attach) {
      await unless(
        client.send(new AttachPolicyCommand({ PolicyId: id, TargetId: target })),
        'DuplicatePolicyAttachmentException',
      );
    }
  },

  async undo(before, change, session) {
    if (change.kind === 'account') return move(change.account, change.to, change.from, session);
    const client = session.client(OrganizationsClient);
    for (const { id, target } of change.attach) {
      await unless(
        client.send(new DetachPolicyCommand({ PolicyId: id, TargetId: target })),
        'PolicyNotAttachedException',
      );
    }
    const { policies } = before as Extract<State, { kind: 'policies' }>;
    for (const { id } of change.rewrite) {
      const was = policies.find((policy) => policy.id === id);
      if (was) await rewrite(id, was.name, was.content, session);
    }
    if (change.enable) {
      const { root, type } = change.enable;
      await unless(
        client.send(new DisablePolicyTypeCommand({ RootId: root, PolicyType: type as SdkPolicyType })),
        'PolicyTypeNotEnabledException',
      );
    }
  },
});

async function rewrite(id: string, name: string, content: JsonObject, session: Session): Promise<void> {
  await session
    .client(OrganizationsClient)
    .send(new UpdatePolicyCommand({ PolicyId: id, Name: name, Content: JSON.stringify(content) }));
}

async function move(account: string, from: string, to: string, session: Session): Promise<void> {
  await session
    .client(OrganizationsClient)
    .send(new MoveAccountCommand({ AccountId: account, SourceParentId: from, DestinationParentId: to }));
}

async function unless(call: Promise<unknown>, already: string): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isNamed(error, already)) throw error;
  }
}
