import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';

const effects: Readonly<Record<string, string>> = {
  DeleteModelInvocationLoggingConfiguration: 'calls to models are no longer logged here',
  PutModelInvocationLoggingConfiguration: 'calls to models are logged elsewhere, or less of them is',
};

export const monitor = defineMonitor({
  patterns: [callsTo('bedrock', Object.keys(effects))],

  finding(event, facts) {
    const call = apiCallIn(event);
    const effect = Object.hasOwn(effects, call.name) ? effects[call.name] : undefined;
    if (!effect) return { kind: 'ignored', because: `${call.name || 'it'} that leaves the logging alone` };
    return findingOf(call, [accountItself(event, facts)], effect);
  },
});
