import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { EventBridgeEvent } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [
    callsTo('iam', ['DeactivateMFADevice', 'EnableMFADevice']),
    {
      source: ['aws.signin'],
      'detail-type': ['AWS Console Sign In via CloudTrail'],
      detail: {
        eventName: ['ConsoleLogin'],
        userIdentity: { type: ['IAMUser'] },
        additionalEventData: { MFAUsed: ['No'] },
        responseElements: { ConsoleLogin: ['Success'] },
      },
    },
  ],

  finding(event, facts) {
    const made = apiCallIn(event);
    const harm = made.name === 'ConsoleLogin' ? signIn(made, event) : change(made);
    if (harm.isInnocent) return { kind: 'ignored', because: harm.because };
    const user = textOf(made.parameters.userName) ?? (made.name === 'ConsoleLogin' ? callerOf(made) : undefined);
    if (!user) return findingOf(made, [accountItself(event, facts)], harm.because);
    const { account, region } = event;
    const arn = `arn:${facts.partition}:iam::${account}:user/${user}`;
    return findingOf(made, [{ type: 'AWS::IAM::User', id: user, arn, account, region }], `${user} ${harm.because}`);
  },
});

interface Judgement {
  readonly isInnocent: boolean;
  readonly because: string;
}

/** Of those who come from elsewhere, whoever signed them in knows what they proved; only users sign in here. */
function signIn({ identity, response }: ApiCall, { detail }: EventBridgeEvent): Judgement {
  const { MFAUsed } = valuesOf(detail.additionalEventData);
  const isBare = identity.type === 'IAMUser' && response.ConsoleLogin === 'Success' && MFAUsed === 'No';
  return isBare ? harm('signed in without a second factor') : innocent('signed in as they should, or not at all');
}

function change(made: ApiCall): Judgement {
  const { name, ended } = made;
  if (name !== 'DeactivateMFADevice' && name !== 'EnableMFADevice') {
    return innocent(`${name || 'it'} changes nobody's second factor`);
  }
  const isOwn = callerOf(made) !== undefined && callerOf(made) === made.parameters.userName;
  const { mfaAuthenticated } = valuesOf(valuesOf(made.identity.sessionContext).attributes);
  if (ended === 'succeeded' && isOwn && (name === 'EnableMFADevice' || String(mfaAuthenticated) === 'true')) {
    return innocent('somebody changed their own second factor');
  }
  return harm(name === 'EnableMFADevice' ? 'was given a second factor by somebody else' : 'lost a second factor');
}

function callerOf({ identity }: ApiCall): string | undefined {
  return identity.type === 'IAMUser' ? textOf(identity.userName) : undefined;
}

const harm = (because: string): Judgement => ({ isInnocent: false, because });
const innocent = (because: string): Judgement => ({ isInnocent: true, because });
