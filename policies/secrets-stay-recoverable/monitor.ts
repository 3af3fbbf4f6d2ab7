import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [
    callsTo('secretsmanager', ['DeleteSecret'], {
      // A denied call may be recorded without what it asked for.
      $or: [{ requestParameters: { forceDeleteWithoutRecovery: [true] } }, { errorCode: [{ prefix: 'AccessDenied' }] }],
    }),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const { forceDeleteWithoutRecovery, secretId } = call.parameters;
    const secret = textOf(secretId);
    const isForced = forceDeleteWithoutRecovery === true || String(forceDeleteWithoutRecovery) === 'true';
    if (call.name !== 'DeleteSecret' || (!isForced && (call.ended !== 'denied' || secret))) {
      return { kind: 'ignored', because: 'Secrets Manager keeps what was deleted' };
    }
    // The control denies it in every other account. Where it is not attached yet, this is how Terraform tidies up.
    if (call.ended === 'succeeded' && event.account !== facts.managementAccount) {
      return { kind: 'ignored', because: 'only the management account is beyond the policy that denies it' };
    }
    if (!secret) return findingOf(call, [accountItself(event, facts)], 'somebody was kept from deleting a secret');
    const { account, region } = event;
    const arn = secret.startsWith('arn:')
      ? secret
      : `arn:${facts.partition}:secretsmanager:${region}:${account}:secret:${secret}`;
    const resource = { type: 'AWS::SecretsManager::Secret', id: secret, arn, account, region };
    return findingOf(call, [resource], `${secret} is gone for good`);
  },
});
