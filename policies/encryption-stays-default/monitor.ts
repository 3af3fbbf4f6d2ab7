import { EC2Client, GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { accountOfKey } from './account-of-key';
import { type Setting, settings } from './settings';

export const monitor = defineMonitor({
  patterns: [callsTo('ec2', ['DisableEbsEncryptionByDefault', 'ModifyEbsDefaultKmsKeyId', 'ResetEbsDefaultKmsKeyId'])],

  finding(event, facts) {
    const call = apiCallIn(event);
    const weakening = howItWeakens(call, event.account);
    if (!weakening) return { kind: 'ignored', because: `${call.name || 'it'} that leaves new volumes safe` };
    const setting = call.name === 'DisableEbsEncryptionByDefault' ? 'ebs-encryption-by-default' : 'ebs-default-kms-key';
    return findingOf(call, [resource(setting, event, facts)], weakening);
  },

  async *reconcile(session, facts) {
    const answer = await session.client(EC2Client).send(new GetEbsEncryptionByDefaultCommand({}));
    if (answer.EbsEncryptionByDefault !== true) yield resource('ebs-encryption-by-default', session, facts);
  },
});

function howItWeakens({ name, parameters, ended }: ApiCall, account: string): string | undefined {
  if (name === 'DisableEbsEncryptionByDefault') return 'new volumes are not encrypted by default';
  // Who was kept from choosing a key may choose whichever next time.
  if (name === 'ResetEbsDefaultKmsKeyId')
    return ended === 'denied' ? 'somebody tried to reset the default key' : undefined;
  if (name !== 'ModifyEbsDefaultKmsKeyId') return undefined;
  const key = textOf(valuesOf(parameters.ModifyEbsDefaultKmsKeyIdRequest).KmsKeyId) ?? '';
  if (ended === 'denied') return `somebody tried to make ${key} the default key`;
  const owner = accountOfKey(key);
  return owner === undefined || owner === account
    ? undefined
    : `new volumes are encrypted with a key of account ${owner}`;
}

/** A setting has no ARN of its own; this one is ours, so that regions and settings are told apart. */
function resource(
  id: Setting,
  { account, region }: Pick<Resource, 'account' | 'region'>,
  { partition }: Pick<Facts, 'partition'>,
): Resource {
  return { type: settings[id], id, arn: `arn:${partition}:ec2:${region}:${account}:${id}`, account, region };
}
