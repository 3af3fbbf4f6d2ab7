import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { ec2Instance } from '../../lib/events/ec2-instance';
import { findingOf } from '../../lib/events/finding-of';
import { compromisedTag, isMarked, released } from '../../lib/model/compromised';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Finding } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { instancesIn, tagsOf } from '../../lib/remediation/instances-in';
import { evidenceTag } from './marks';

/** GuardDuty calls it high from here on. */
const highSeverity = 7;

const tagChange = 'Tag Change on Resource';

export const monitor = defineMonitor({
  patterns: [
    {
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Finding'],
      detail: { severity: [{ numeric: ['>=', highSeverity] }], resource: { resourceType: ['Instance'] } },
    },
    callsTo('ec2', ['CreateTags', 'DeleteTags'], {
      requestParameters: { tagSet: { items: { key: [compromisedTag, evidenceTag] } } },
    }),
    // Tells what is, and not who made it so: what another guardrail marks is heard, too, which by its call would be our echo.
    {
      source: ['aws.tag'],
      'detail-type': [tagChange],
      detail: { service: ['ec2'], 'resource-type': ['instance'], 'changed-tag-keys': [compromisedTag] },
    },
  ],

  finding(event, facts) {
    if (event.source === 'aws.guardduty') return detected(event, facts);
    return event['detail-type'] === tagChange ? changed(event, facts) : marked(event, facts);
  },

  async *reconcile(session, { partition }) {
    for await (const found of instancesIn(session)) {
      if (isMarked(tagsOf(found))) yield ec2Instance(found.InstanceId ?? '', partition, session);
    }
  },
});

/** The administrator's account hears of every member's findings: the finding says whose instance it is. */
function detected({ detail, account, region }: EventBridgeEvent, { partition }: Facts): Finding {
  const { severity, type, resource, service, accountId, region: where } = detail;
  const title = textOf(type) ?? 'a finding';
  if (typeof severity !== 'number' || severity < highSeverity)
    return { kind: 'ignored', because: `${title} is not high` };
  if (valuesOf(service).archived === true) return { kind: 'ignored', because: `${title} is archived` };
  const id = textOf(valuesOf(valuesOf(resource).instanceDetails).instanceId);
  if (id === undefined) return { kind: 'ignored', because: `${title} names no instance` };
  const place = { account: textOf(accountId) ?? account, region: textOf(where) ?? region };
  return {
    kind: 'finding',
    resources: [ec2Instance(id, partition, place)],
    because: `GuardDuty says ${title} of ${id}`,
  };
}

function changed(event: EventBridgeEvent, { partition }: Facts): Finding {
  const tags = Object.fromEntries(
    Object.entries(valuesOf(event.detail.tags)).map(([key, value]) => [key, String(value)]),
  );
  const id = /:instance\/(i-[0-9a-z]+)$/.exec(event.resources[0] ?? '')?.[1];
  if (id === undefined || !isMarked(tags)) return { kind: 'ignored', because: 'no instance is marked' };
  return { kind: 'finding', resources: [ec2Instance(id, partition, event)], because: `${id} is marked as compromised` };
}

function marked(event: EventBridgeEvent, facts: Facts): Finding {
  const call = apiCallIn(event);
  const tags = items(valuesOf(call.parameters.tagSet).items ?? call.parameters.tagSet).map(valuesOf);
  const ours = tags.filter(({ key }) => key === compromisedTag || key === evidenceTag);
  const mark = ours.find(({ key }) => key === compromisedTag);
  const ids = items(call.parameters.resourcesSet).flatMap((one) => textOf(valuesOf(one).resourceId) ?? []);
  const instances = ids.filter((id) => id.startsWith('i-')).map((id) => ec2Instance(id, facts.partition, event));
  const isRelease = call.name === 'DeleteTags' || mark?.value === released;
  if (ours.length === 0) return { kind: 'ignored', because: `${call.name || 'it'} marks nothing` };
  if (isRelease) return findingOf(call, [accountItself(event, facts)], `the mark of ${ids.join(', ')} was taken off`);
  if (!mark || instances.length === 0) return { kind: 'ignored', because: `${call.name} marks no instance` };
  return findingOf(call, instances, `somebody is sure that ${ids.join(', ')} is compromised`);
}
