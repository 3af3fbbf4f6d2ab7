import { IAMClient, ListEntitiesForPolicyCommand } from '@aws-sdk/client-iam';
import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Finding } from '../../lib/model/finding';
import { defineMonitor, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { isInlineQuarantine, isQuarantine, knownQuarantines } from './quarantine';

/** What AWS Health says of keys, from certain to likely. */
const exposures = [
  'AWS_RISK_CREDENTIALS_COMPROMISED',
  'AWS_RISK_CREDENTIALS_EXPOSED',
  'AWS_RISK_CREDENTIALS_EXPOSURE_SUSPECTED',
];
const quarantining = ['AttachUserPolicy', 'PutUserPolicy'];
const lifting = ['DeleteUserPolicy', 'DetachUserPolicy'];

export const monitor = defineMonitor({
  patterns: [
    { source: ['aws.health'], detail: { eventTypeCode: exposures } },
    callsTo('iam', ['AttachUserPolicy', 'DetachUserPolicy'], {
      $or: [
        { requestParameters: { policyArn: [{ wildcard: 'arn:*:iam::aws:policy/AWSCompromisedKeyQuarantine*' }] } },
        { eventName: ['DetachUserPolicy'], errorCode: [{ exists: true }] },
      ],
    }),
    callsTo('iam', ['PutUserPolicy', 'DeleteUserPolicy'], {
      requestParameters: { policyName: [{ prefix: 'AWSCompromisedKeyQuarantine' }] },
    }),
  ],

  finding(event, facts) {
    if (event.source === 'aws.health') return leakOf(event, facts);
    const made = apiCallIn(event);
    if (made.name === 'DetachUserPolicy' && made.ended === 'denied' && !textOf(made.parameters.policyArn)) {
      return findingOf(made, [accountItself(event, facts)], 'somebody tried to take a policy off a user');
    }
    const user = textOf(made.parameters.userName);
    if (!user || !concernsQuarantine(made)) {
      return { kind: 'ignored', because: `${made.name || 'it'} is about no quarantine` };
    }
    const [type, because] = lifting.includes(made.name)
      ? ['AWS::IAM::UserPolicy', 'was let out of quarantine']
      : ['AWS::IAM::User', 'was put into quarantine'];
    const arn = `arn:${facts.partition}:iam::${event.account}:user/${user}`;
    const { account, region } = event;
    return findingOf(made, [{ type, id: user, arn, account, region }], `${user} ${because}`);
  },

  /** Whom AWS quarantined, in a call for each policy; once an hour and account, since IAM is global. */
  async *reconcile(session, { homeRegion, partition }) {
    const { account, region } = session;
    if (region !== homeRegion) return;
    for (const name of knownQuarantines) {
      for (const id of await usersWith(`arn:${partition}:iam::aws:policy/${name}`, session)) {
        yield { type: 'AWS::IAM::User', id, arn: `arn:${partition}:iam::${account}:user/${id}`, account, region };
      }
    }
  },
});

function concernsQuarantine({ name, parameters }: ApiCall): boolean {
  if (![...quarantining, ...lifting].includes(name)) return false;
  const { policyArn, policyName } = parameters;
  return isQuarantine(textOf(policyArn) ?? '') || isInlineQuarantine(textOf(policyName) ?? '');
}

function leakOf(event: EventBridgeEvent, facts: Facts): Finding {
  const { eventTypeCode, affectedEntities } = valuesOf(event.detail);
  if (!exposures.includes(String(eventTypeCode))) return { kind: 'ignored', because: 'it is about no credentials' };
  const entities = items(affectedEntities).map((entity) => textOf(valuesOf(entity).entityValue) ?? '');
  const ids = [...new Set(entities)].filter((id) => /^AKIA[A-Z0-9]+$/.test(id));
  if (ids.length === 0) {
    return { kind: 'finding', resources: [accountItself(event, facts)], because: 'AWS found credentials in public' };
  }
  const { account, region } = event;
  // Keys have no ARN; this one is for locks and records alone.
  const arnOf = (id: string) => `arn:${facts.partition}:iam::${account}:access-key/${id}`;
  const resources = ids.map((id) => ({ type: 'AWS::IAM::AccessKey', id, arn: arnOf(id), account, region }));
  return { kind: 'finding', resources, because: `AWS found ${ids.join(', ')} in public` };
}

async function usersWith(PolicyArn: string, session: Session): Promise<readonly string[]> {
  try {
    const { PolicyUsers } = await session
      .client(IAMClient)
      .send(new ListEntitiesForPolicyCommand({ PolicyArn, EntityFilter: 'User' }));
    return (PolicyUsers ?? []).map(({ UserName = '' }) => UserName);
  } catch (error) {
    // AWS retires old versions.
    if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) return [];
    throw error;
  }
}
