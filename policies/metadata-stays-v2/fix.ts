import {
  EC2Client,
  GetInstanceMetadataDefaultsCommand,
  type MetadataDefaultHttpTokensState,
  ModifyInstanceMetadataDefaultsCommand,
  ModifyInstanceMetadataOptionsCommand,
} from '@aws-sdk/client-ec2';
import { defineFix } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { instancesIn, instanceTags } from '../../lib/remediation/instances-in';
import { type InstanceMetadata, metadataOf, whySafe } from './instance-metadata';

/** The account's default for new instances; `no-preference` where nobody has set one. */
interface Defaults {
  readonly tokens: string;
  /** A declarative policy keeps it; nobody else can. */
  readonly declared: boolean;
}
type State = { readonly instance: InstanceMetadata } | { readonly defaults: Defaults };
/** An instance's id; without one, the account's default. */
interface Change {
  readonly instance?: string;
}

export const fix = defineFix<State, Change>({
  permissions: [
    { actions: ['ec2:ModifyInstanceMetadataOptions'], resources: ['arn:aws:ec2:*:*:instance/*'] },
    {
      actions: ['ec2:DescribeInstances', 'ec2:GetInstanceMetadataDefaults', 'ec2:ModifyInstanceMetadataDefaults'],
      resources: ['*'],
      because: 'EC2 has no resource to name for describing instances, nor for the defaults of an account',
    },
  ],

  async read({ type, id }, session) {
    if (type !== 'AWS::EC2::Instance') {
      const { AccountLevel } = await session.client(EC2Client).send(new GetInstanceMetadataDefaultsCommand({}));
      const declared = AccountLevel?.ManagedBy === 'declarative-policy';
      return { defaults: { tokens: AccountLevel?.HttpTokens ?? 'no-preference', declared } };
    }
    for await (const found of instancesIn(session, [id])) return { instance: metadataOf(found) };
    return undefined;
  },

  decide(state) {
    if ('defaults' in state) {
      if (state.defaults.tokens === 'required') return { kind: 'leave', because: 'new instances ask for a token' };
      if (state.defaults.declared) {
        return { kind: 'ask', because: 'a declarative policy lets new instances answer by IMDSv1' };
      }
      return { kind: 'plan', change: {}, because: 'new instances would answer by IMDSv1' };
    }
    const { instance } = state.instance;
    const safe = whySafe(state.instance);
    if (safe) return { kind: 'leave', because: safe };
    return { kind: 'plan', change: { instance }, because: `${instance} answers by IMDSv1` };
  },

  async apply({ instance }, session) {
    const ec2 = session.client(EC2Client);
    if (instance === undefined) {
      await ec2.send(new ModifyInstanceMetadataDefaultsCommand({ HttpTokens: 'required' }));
      return;
    }
    try {
      await ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: instance, HttpTokens: 'required' }));
    } catch (error) {
      if (!isNamed(error, 'InvalidInstanceID.NotFound')) throw error;
    }
  },

  async undo(before, { instance }, session) {
    const ec2 = session.client(EC2Client);
    if (instance !== undefined) {
      await ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: instance, HttpTokens: 'optional' }));
    } else if ('defaults' in before) {
      const HttpTokens = before.defaults.tokens as MetadataDefaultHttpTokensState;
      await ec2.send(new ModifyInstanceMetadataDefaultsCommand({ HttpTokens }));
    }
  },

  tags: instanceTags,
});
