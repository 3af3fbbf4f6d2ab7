import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  // Names that begin with Get, and yet EventBridge delivers them to every rule, since they make credentials.
  patterns: [callsTo('sts', ['GetFederationToken', 'GetSessionToken'])],

  finding(event, facts) {
    const made = apiCallIn(event);
    if (made.name !== 'GetFederationToken' && made.name !== 'GetSessionToken') {
      return { kind: 'ignored', because: `${made.name || 'it'} makes no session of a user` };
    }
    const innocent = whyInnocent(made);
    if (innocent) return { kind: 'ignored', because: innocent };
    const user = callerOf(made, event) ?? accountItself(event, facts);
    return findingOf(made, [user], `${made.name} by ${textOf(made.identity.arn) ?? user.id}`);
  },
});

/** A user who proves a second factor needs a session to carry it; without one, the session only hides the key. */
function whyInnocent({ name, parameters, ended, identity }: ApiCall): string | undefined {
  if (name !== 'GetSessionToken') return undefined;
  if (ended === 'denied') return 'a session of a user was denied, and no more was asked for than the user has';
  if (identity.type === 'Root') return undefined;
  return textOf(parameters.serialNumber) ? 'a user proved a second factor' : undefined;
}

function callerOf({ identity }: ApiCall, { account, region }: EventBridgeEvent): Resource | undefined {
  const arn = textOf(identity.arn);
  const user = textOf(identity.userName);
  if (identity.type !== 'IAMUser' || !arn || !user) return undefined;
  return { type: 'AWS::IAM::User', id: user, arn, account, region };
}
