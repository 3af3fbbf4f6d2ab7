import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { weaknesses } from './strength';

export const monitor = defineMonitor({
  patterns: [callsTo('iam', ['DeleteAccountPasswordPolicy', 'UpdateAccountPasswordPolicy'])],

  finding(event, facts) {
    const call = apiCallIn(event);
    const { minimumPasswordLength, passwordReusePrevention } = call.parameters;
    const weak = weaknesses({
      MinimumPasswordLength: numberOf(minimumPasswordLength),
      PasswordReusePrevention: numberOf(passwordReusePrevention),
    });
    const isUpdate = call.name === 'UpdateAccountPasswordPolicy';
    if (!isUpdate && call.name !== 'DeleteAccountPasswordPolicy') {
      return { kind: 'ignored', because: `${call.name || 'it'} that leaves the password policy alone` };
    }
    // A denied call is recorded without what it asked for.
    if (isUpdate && call.ended === 'succeeded' && weak.length === 0) {
      return { kind: 'ignored', because: 'the password policy stays strong' };
    }
    return findingOf(call, [accountItself(event, facts)], `${call.name} weakens the password policy`);
  },

  async *reconcile(session, { partition, homeRegion }) {
    // IAM is the same in every region: one look is enough.
    if (session.region === homeRegion) yield accountItself(session, { partition });
  },
});

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
