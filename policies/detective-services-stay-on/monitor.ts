import { GuardDutyClient, paginateListDetectors } from '@aws-sdk/client-guardduty';
import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { nonComplianceIn } from '../../lib/events/config-compliance';
import { findingOf } from '../../lib/events/finding-of';
import { isOwnDeployment } from '../../lib/events/own-deployment';
import { partOf } from '../../lib/events/part-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { blindingCalls } from './calls';
import { detectorOf, detectorType } from './detector';
import { hubType } from './hub';

export const monitor = defineMonitor({
  patterns: Object.entries(blindingCalls).map(([service, calls]) => callsTo(service, Object.keys(calls))),

  configRules: [
    { identifier: 'GUARDDUTY_ENABLED_CENTRALIZED', whileOn: 'guardDuty' },
    { identifier: 'SECURITYHUB_ENABLED', whileOn: 'securityHub' },
  ],

  finding(event, facts) {
    const off = nonComplianceIn(event);
    if (off) {
      // Whether it was ever on here, and is to be paid for, nobody can tell from a rule.
      const service = off.rule.includes('SECURITYHUB') ? 'securityhub' : 'guardduty';
      return { kind: 'finding', resources: [partOf(service, 'off', event, facts)], because: `${service} is off` };
    }
    if (isOwnDeployment(event, facts)) {
      return { kind: 'ignored', because: 'a deployment of the landing zone; the hourly look checks it' };
    }
    const call = apiCallIn(event);
    const service = event.source?.replace(/^aws\./, '') ?? '';
    if (call.identity.type === 'AWSService')
      return { kind: 'ignored', because: `${service} did it for the organization` };
    // Most services record a denied call without what was asked.
    if (call.ended === 'denied') return findingOf(call, [accountItself(event, facts)], `somebody tried ${call.name}`);
    const blinds = blindingCalls[service]?.[call.name];
    if (!blinds?.(call.parameters)) return { kind: 'ignored', because: `${call.name || 'it'} that hides nothing` };
    return findingOf(call, [resourceOf(call, service, event, facts)], `${service} sees less: ${call.name}`);
  },

  /** Suspended detectors. Where there is none nobody can tell from here whether there was one. */
  async *reconcile(session, facts) {
    if (facts.paused?.includes('guardDuty')) return;
    const pages = paginateListDetectors({ client: session.client(GuardDutyClient) }, {});
    for await (const { DetectorIds = [] } of pages) {
      for (const id of DetectorIds) {
        const { enabled } = await detectorOf(session, id);
        if (!enabled) yield detector(id, session, facts);
      }
    }
  },
});

function resourceOf(call: ApiCall, service: string, event: EventBridgeEvent, facts: Facts): Resource {
  const id = textOf(call.parameters.detectorId);
  const off = call.name === 'DeleteDetector' || (call.name === 'UpdateDetector' && call.parameters.enable === false);
  if (service === 'guardduty' && off && id !== undefined) return detector(id, event, facts);
  if (call.name === 'DisableSecurityHub') return hub(event, facts);
  return partOf(service, call.name, event, facts);
}

function detector(id: string, { account, region }: Where, { partition }: Pick<Facts, 'partition'>): Resource {
  const arn = `arn:${partition}:guardduty:${region}:${account}:detector/${id}`;
  return { type: detectorType, id, arn, account, region };
}

function hub({ account, region }: Where, { partition }: Pick<Facts, 'partition'>): Resource {
  const arn = `arn:${partition}:securityhub:${region}:${account}:hub/default`;
  return { type: hubType, id: arn, arn, account, region };
}

type Where = Pick<Resource, 'account' | 'region'>;
