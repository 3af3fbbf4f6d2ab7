import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { isOwnDeployment } from '../../lib/events/own-deployment';
import { type PolicyType, policyTypes } from '../../lib/model/control';
import { defineMonitor } from '../../lib/model/guardrail';
import { readDeployed } from './deployed';
import { resourceOf, type Subject } from './resource';

const deeds: Readonly<Record<string, string>> = {
  DeletePolicy: 'a policy was deleted',
  DetachPolicy: 'a policy was detached',
  DisablePolicyType: 'a type of policy was disabled, which detaches all of its policies',
  MoveAccount: 'an account was moved to another unit, which has other policies',
  UpdatePolicy: 'a policy was rewritten',
};

export const monitor = defineMonitor({
  patterns: [callsTo('organizations', Object.keys(deeds))],

  finding(event, facts) {
    const call = apiCallIn(event);
    const deed = deeds[call.name];
    if (!deed) return { kind: 'ignored', because: `${call.name} leaves policies as they are` };
    if (isOwnDeployment(event, facts)) return { kind: 'ignored', because: 'the landing zone is being deployed' };
    const subject = subjectIn(call);
    const resource = subject ? resourceOf(subject, facts) : accountItself(event, facts);
    return findingOf(call, [resource], `${resource.id}: ${deed}`);
  },

  async *reconcile(session, facts) {
    if (session.account !== facts.managementAccount || session.region !== facts.homeRegion) return;
    const { policies } = await readDeployed(session);
    for (const type of new Set(policies.map((policy) => policy.type))) yield resourceOf({ kind: 'type', type }, facts);
  },
});

/** A denied call tells nothing. */
function subjectIn({ name, parameters }: ApiCall): Subject | undefined {
  const account = textOf(parameters.accountId);
  if (name === 'MoveAccount') return account ? { kind: 'account', account } : undefined;
  const type: PolicyType | undefined = policyTypes.find((candidate) => candidate === parameters.policyType);
  if (name === 'DisablePolicyType') return type && { kind: 'type', type };
  const policy = textOf(parameters.policyId);
  return policy ? { kind: 'policy', policy } : undefined;
}
