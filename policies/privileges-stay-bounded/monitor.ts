import { accountItself } from '../../lib/events/account-resource';
import { actorOf } from '../../lib/events/actor';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { isAdministratorPolicy, makesAdministrator } from './administrator';

const attaching = ['AttachGroupPolicy', 'AttachRolePolicy', 'AttachUserPolicy'];
const writingInline = ['PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy'];
const writingManaged = ['CreatePolicy', 'CreatePolicyVersion'];
const bounding = ['PutRolePermissionsBoundary', 'PutUserPermissionsBoundary'];
const unbounding = ['DeleteRolePermissionsBoundary', 'DeleteUserPermissionsBoundary'];
/** Whose denial says enough, since it is recorded without parameters: the control denies no other. */
const deniable = [...attaching, 'PutGroupPolicy', 'PutUserPolicy', 'AddUserToGroup', ...bounding, ...unbounding];

export const monitor = defineMonitor({
  patterns: [
    callsTo('iam', [
      ...attaching,
      ...writingInline,
      ...writingManaged,
      ...bounding,
      ...unbounding,
      'AddUserToGroup',
      'SetDefaultPolicyVersion',
    ]),
  ],

  // Whether there were administrators before is nobody's to say: what stands cannot be told from what an event lost made.
  finding(event, facts) {
    const made = apiCallIn(event);
    // Organizations and Identity Center make administrators of accounts they set up, and nobody else can be them.
    if (actorOf(event, facts).kind === 'service') return { kind: 'ignored', because: 'a service set the account up' };
    if (made.ended === 'denied') {
      if (!deniable.includes(made.name)) return { kind: 'ignored', because: `${made.name} was denied` };
      return findingOf(made, [accountItself(event, facts)], `somebody tried ${made.name}`);
    }
    const harm = harmOf(made);
    if (!harm) return { kind: 'ignored', because: `${made.name || 'it'} makes no administrator` };
    const { account, region } = event;
    const place = { account, region, arn: arnOf(made, harm, `arn:${facts.partition}:iam::${account}`) };
    return findingOf(made, [{ type: harm.type, id: harm.id, ...place }], `${harm.id} ${harm.because}`);
  },
});

interface Harm extends Pick<Resource, 'type' | 'id'> {
  /** The end of a sentence about it. */
  readonly because: string;
}

function harmOf({ name, parameters, response }: ApiCall): Harm | undefined {
  const holder = holderOf(parameters);
  const policy = textOf(parameters.policyArn) ?? '';
  const isAdministration = makesAdministrator(parseIamDocument(parameters.policyDocument));
  if (attaching.includes(name)) {
    // A policy of one's own is judged when it is written.
    return holder && isAdministratorPolicy(policy) ? { ...holder, because: `was given ${policy}` } : undefined;
  }
  if (writingInline.includes(name)) {
    return holder && isAdministration ? { ...holder, because: 'was given everything by an inline policy' } : undefined;
  }
  if (writingManaged.includes(name)) {
    const id = policy || (textOf(valuesOf(response.policy).arn) ?? '');
    if (!id || !isAdministration) return undefined;
    return { type: 'AWS::IAM::ManagedPolicy', id, because: 'allows everything' };
  }
  if (name === 'SetDefaultPolicyVersion' && policy) {
    return { type: 'AWS::IAM::ManagedPolicy', id: policy, because: `says what ${parameters.versionId} said` };
  }
  if (name === 'AddUserToGroup' && holder) {
    return { ...holder, type: 'AWS::IAM::UserToGroupAddition', because: `got ${parameters.userName} as a member` };
  }
  const isBoundless = bounding.includes(name) && isAdministratorPolicy(textOf(parameters.permissionsBoundary) ?? '');
  if (holder && (isBoundless || unbounding.includes(name))) {
    return { ...holder, type: `${holder.type}Boundary`, because: 'lost its permissions boundary' };
  }
  return undefined;
}

function holderOf({ groupName, roleName, userName }: ApiCall['parameters']): Pick<Resource, 'type' | 'id'> | undefined {
  const named = { Group: groupName, Role: roleName, User: userName };
  const [kind, id] = Object.entries(named).find(([, name]) => textOf(name)) ?? [];
  return kind ? { type: `AWS::IAM::${kind}`, id: String(id) } : undefined;
}

function arnOf({ parameters }: ApiCall, { type, id }: Harm, account: string): string {
  if (type === 'AWS::IAM::ManagedPolicy') return id;
  const kind = textOf(parameters.groupName) ? 'group' : textOf(parameters.roleName) ? 'role' : 'user';
  return `${account}:${kind}/${id}`;
}
