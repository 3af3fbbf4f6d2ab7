import {
  DisableEbsEncryptionByDefaultCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  GetEbsDefaultKmsKeyIdCommand,
  GetEbsEncryptionByDefaultCommand,
  ModifyEbsDefaultKmsKeyIdCommand,
  ResetEbsDefaultKmsKeyIdCommand,
} from '@aws-sdk/client-ec2';
import { defineFix } from '../../lib/model/guardrail';
import { accountOfKey } from './account-of-key';
import { settings } from './settings';

type State = { readonly encrypted: boolean } | { readonly account: string; readonly key: string };
type Change = 'encrypt' | 'reset-key';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'ec2:DisableEbsEncryptionByDefault',
        'ec2:EnableEbsEncryptionByDefault',
        'ec2:GetEbsDefaultKmsKeyId',
        'ec2:GetEbsEncryptionByDefault',
        'ec2:ModifyEbsDefaultKmsKeyId',
        'ec2:ResetEbsDefaultKmsKeyId',
      ],
      resources: ['*'],
      because: 'these are settings of the account, for which EC2 has no resource to name',
    },
  ],

  async read({ type, account }, session) {
    const ec2 = session.client(EC2Client);
    if (type === settings['ebs-default-kms-key']) {
      const { KmsKeyId } = await ec2.send(new GetEbsDefaultKmsKeyIdCommand({}));
      return { account, key: KmsKeyId ?? '' };
    }
    const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
    return { encrypted: EbsEncryptionByDefault === true };
  },

  decide(state) {
    if ('encrypted' in state) {
      if (state.encrypted) return { kind: 'leave', because: 'new volumes are encrypted' };
      return { kind: 'plan', change: 'encrypt', because: 'new volumes are not encrypted by default' };
    }
    const owner = accountOfKey(state.key);
    if (owner === undefined || owner === state.account) return { kind: 'leave', because: 'the default key is our own' };
    const because = `the default key belongs to account ${owner}, which can take every new volume away`;
    return { kind: 'plan', change: 'reset-key', because };
  },

  async apply(change, session) {
    const ec2 = session.client(EC2Client);
    if (change === 'encrypt') await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
    else await ec2.send(new ResetEbsDefaultKmsKeyIdCommand({}));
  },

  async undo(before, _change, session) {
    const ec2 = session.client(EC2Client);
    if ('encrypted' in before) await ec2.send(new DisableEbsEncryptionByDefaultCommand({}));
    else await ec2.send(new ModifyEbsDefaultKmsKeyIdCommand({ KmsKeyId: before.key }));
  },
});
