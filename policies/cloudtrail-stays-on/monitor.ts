import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { isOwnDeployment, madeByStack } from '../../lib/events/own-deployment';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Finding, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { logArchiveNames, logKeyAlias, trailBucketPrefix } from '../../lib/model/log-archive';
import { trailName } from '../../lib/model/platform';
import { foreignType, logKey, ownTrail, trailBucketAccess } from './guarded';
import { namedBy, takesAway, tampering } from './trail-calls';

const cloudTrail = 'cloudtrail.amazonaws.com';
const endingCalls = ['StopLogging', 'DeleteTrail'];

export const monitor = defineMonitor({
  patterns: [
    callsTo('cloudtrail', tampering),
    callsTo('organizations', ['DisableAWSServiceAccess'], { requestParameters: { servicePrincipal: [cloudTrail] } }),
    callsTo('s3', ['DeleteBucket', 'DeleteBucketPolicy', 'PutBucketPolicy'], {
      requestParameters: { bucketName: [{ prefix: trailBucketPrefix }] },
    }),
    callsTo('kms', ['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion']),
    callsTo('kms', ['DeleteAlias', 'UpdateAlias'], { requestParameters: { aliasName: [`alias/${logKeyAlias}`] } }),
  ],

  configRules: [{ identifier: 'MULTI_REGION_CLOUD_TRAIL_ENABLED' }],

  finding(event, facts) {
    if (isOwnDeployment(event, facts)) return ignored('a deployment of the landing zone; the hourly look checks it');
    const call = apiCallIn(event);
    switch (event.source) {
      case 'aws.kms':
        return aboutKey(call, event, facts);
      case 'aws.s3':
        return aboutBucket(call, facts);
      case 'aws.organizations':
        return findingOf(call, [ownTrail(facts)], 'CloudTrail was shut out of the organization');
      default:
        return aboutTrail(call, event, facts);
    }
  },

  async *reconcile({ account, region }, facts) {
    for (const resource of [ownTrail(facts), trailBucketAccess(facts), logKey(facts)]) {
      if (resource.account === account && resource.region === region) yield resource;
    }
  },
});

function aboutTrail(call: ApiCall, event: EventBridgeEvent, facts: Facts): Finding {
  const name = namedBy(call);
  // A denied call is recorded without its parameters, and the organization's trail may be meant.
  if (name === undefined || call.name === 'DeregisterOrganizationDelegatedAdmin') {
    return findingOf(call, [accountItself(event, facts)], `somebody called ${call.name || 'CloudTrail'}`);
  }
  if (isOwn(name, event, facts)) {
    // No member account may touch it, whatever AWS calls the refusal.
    const ended = call.ended === 'failed' ? 'denied' : call.ended;
    return findingOf({ ...call, ended }, [ownTrail(facts)], `${call.name} on the organization's trail`);
  }
  if (call.error === 'TrailNotFoundException' && endingCalls.includes(call.name)) {
    // Deployments know their trails; who ends one that is not there has guessed its name.
    const because = `${call.name} on ${name}, which is not there`;
    return { kind: 'attempted', resources: [accountItself(event, facts)], because };
  }
  if (!takesAway(call)) return ignored(`${call.name} that takes nothing away`);
  // A stack may change its own trail; that one is gone, people should hear whoever deleted it.
  if (madeByStack(event) && !endingCalls.includes(call.name)) return ignored("a stack's own trail");
  return findingOf(call, [another(name, event, facts)], `${call.name} on ${name}`);
}

function aboutBucket(call: ApiCall, facts: Facts): Finding {
  const access = trailBucketAccess(facts);
  if (call.parameters.bucketName !== access.id) return ignored("not the trail's bucket");
  return findingOf(call, [access], `${call.name} on the bucket of the organization's trail`);
}

/** Events name a key by its id. In the log archive every key is the landing zone's; the fix looks at the one that encrypts. */
function aboutKey(call: ApiCall, { account, region }: EventBridgeEvent, facts: Facts): Finding {
  if (account !== facts.logArchiveAccount || region !== facts.homeRegion) return ignored('a key of somebody else');
  return findingOf(call, [logKey(facts)], `${call.name} on a key of the log archive`);
}

function isOwn(name: string, { account }: EventBridgeEvent, facts: Facts): boolean {
  const { trailArn } = logArchiveNames(facts);
  return name === trailArn || (name === trailName && account === facts.managementAccount);
}

/** A trail, event data store or channel that is not the organization's. */
function another(name: string, { account, region }: EventBridgeEvent, { partition }: Facts): Resource {
  const arn = name.startsWith('arn:') ? name : `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`;
  return { type: foreignType, id: name, arn, account, region };
}

const ignored = (because: string): Finding => ({ kind: 'ignored', because });
