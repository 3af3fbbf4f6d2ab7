import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
  type Tag,
  TagResourceCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import type { Call, Sleep } from './calls/call';
import { present } from './calls/present';
import type { Mutation, Subject } from './change';
import { awaitAccount, createAccount } from './create-account';
import type { Tags, Thing } from './thing';

/** Ids of what this run has made. */
export type Ids = Map<Thing, string>;

export interface Hand {
  readonly client: OrganizationsClient;
  readonly call: Call;
  readonly sleep: Sleep;
  readonly ids: Ids;
}

export async function applyChange(change: Mutation, hand: Hand): Promise<void> {
  const { client, call, ids } = hand;
  const id = (subject: Subject) => idOf(subject, ids);
  switch (change.kind) {
    case 'create-organization': {
      await call('CreateOrganization', () => client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' })));
      const { Roots } = await call('ListRoots', () => client.send(new ListRootsCommand({})));
      ids.set('root', present(Roots?.[0]?.Id, "the root's id"));
      return;
    }
    case 'enable-policy-type': {
      const input = { RootId: id(change.root), PolicyType: change.type };
      await call('EnablePolicyType', () => client.send(new EnablePolicyTypeCommand(input)));
      return;
    }
    case 'create-unit': {
      const input = { ParentId: id(change.parent), Name: change.label, Tags: tagList(change.tags) };
      const made = await call('CreateOrganizationalUnit', () =>
        client.send(new CreateOrganizationalUnitCommand(input)),
      );
      ids.set(change.unit.name, present(made.OrganizationalUnit?.Id, "the unit's id"));
      return;
    }
    case 'create-account':
      ids.set(change.account.name, await createAccount(change, hand));
      return;
    case 'await-account':
      ids.set(change.account.name, await awaitAccount(change.request, hand));
      return;
    case 'move-account': {
      const input = {
        AccountId: id(change.account),
        SourceParentId: id(change.from),
        DestinationParentId: id(change.to),
      };
      await call('MoveAccount', () => client.send(new MoveAccountCommand(input)));
      return;
    }
    case 'create-policy': {
      const input = {
        Name: change.policy.name.slice('policy '.length),
        Type: change.type,
        Description: change.description,
        Content: JSON.stringify(change.content),
        Tags: tagList(change.tags),
      };
      const made = await call('CreatePolicy', () => client.send(new CreatePolicyCommand(input)));
      ids.set(change.policy.name, present(made.Policy?.PolicySummary?.Id, "the policy's id"));
      return;
    }
    case 'update-policy': {
      const input = {
        PolicyId: id(change.policy),
        Description: change.description,
        Content: JSON.stringify(change.content),
      };
      await call('UpdatePolicy', () => client.send(new UpdatePolicyCommand(input)));
      return;
    }
    case 'attach-policy': {
      const input = { PolicyId: id(change.policy), TargetId: id(change.target) };
      await call('AttachPolicy', () => client.send(new AttachPolicyCommand(input)));
      return;
    }
    case 'detach-policy': {
      const input = { PolicyId: id(change.policy), TargetId: id(change.target) };
      await call('DetachPolicy', () => client.send(new DetachPolicyCommand(input)));
      return;
    }
    case 'tag-resource': {
      const input = { ResourceId: id(change.resource), Tags: tagList(change.tags) };
      await call('TagResource', () => client.send(new TagResourceCommand(input)));
      return;
    }
  }
}

function idOf({ name, id }: Subject, ids: Ids): string {
  const known = id ?? ids.get(name);
  if (known) return known;
  throw new Error(
    `${name}: has no id yet; apply a plan from its beginning, since earlier changes make what later ones need`,
  );
}

function tagList(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
