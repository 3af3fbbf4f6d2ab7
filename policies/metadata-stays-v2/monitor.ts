import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { ec2Instance } from '../../lib/events/ec2-instance';
import { findingOf } from '../../lib/events/finding-of';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import type { Partition } from '../../lib/model/organization';
import { instancesIn } from '../../lib/remediation/instances-in';
import { metadataOf, whySafe } from './instance-metadata';

const version1 = { httpTokens: ['optional'] };

export const monitor = defineMonitor({
  patterns: [
    callsTo('ec2', ['RunInstances'], {
      $or: [
        { requestParameters: { metadataOptions: version1 } },
        { responseElements: { instancesSet: { items: { metadataOptions: version1 } } } },
      ],
    }),
    callsTo('ec2', ['ModifyInstanceMetadataOptions'], {
      requestParameters: { ModifyInstanceMetadataOptionsRequest: { HttpTokens: ['optional'] } },
    }),
    callsTo('ec2', ['ModifyInstanceMetadataDefaults'], {
      requestParameters: {
        ModifyInstanceMetadataDefaultsRequest: { HttpTokens: ['optional', 'no-preference'] },
      },
    }),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const ids = instancesOf(call);
    if (!ids) return { kind: 'ignored', because: `${call.name || 'it'} that leaves version 1 off` };
    if (ids.length === 0) {
      const isDefault = call.name === 'ModifyInstanceMetadataDefaults';
      const about = isDefault ? defaults(event, facts.partition) : accountItself(event, facts);
      return findingOf(call, [about], `${call.name} that turns version 1 on`);
    }
    const resources = ids.map((id) => ec2Instance(id, facts.partition, event));
    return findingOf(call, resources, `${ids.join(', ')} may hand out credentials by IMDSv1`);
  },

  async *reconcile(session, { partition }) {
    for await (const found of instancesIn(session)) {
      const metadata = metadataOf(found);
      if (!whySafe(metadata)) yield ec2Instance(metadata.instance, partition, session);
    }
    // What new instances get: an account is born without it, and the declarative policy binds only where it is attached.
    yield defaults(session, partition);
  },
});

/** A setting of one region has no ARN of its own; this one is ours, so that regions are told apart. */
function defaults({ account, region }: Pick<Resource, 'account' | 'region'>, partition: Partition): Resource {
  const id = 'instance-metadata-defaults';
  const arn = `arn:${partition}:ec2:${region}:${account}:${id}`;
  return { type: 'AWS::EC2::InstanceMetadataDefaults', id, arn, account, region };
}

/** Ids of instances that answer by version 1; none where the call is about the account or came to nothing; undefined when it is harmless. */
function instancesOf({ name, parameters, response }: ApiCall): readonly string[] | undefined {
  switch (name) {
    case 'RunInstances': {
      const launched = items(response.instancesSet).map(valuesOf);
      const weak = launched.filter(({ metadataOptions }) => valuesOf(metadataOptions).httpTokens === 'optional');
      if (weak.length > 0) return weak.flatMap(({ instanceId }) => textOf(instanceId) ?? []);
      // What the launch asked for and did not get is no more than asked for.
      return launched.length === 0 && valuesOf(parameters.metadataOptions).httpTokens === 'optional' ? [] : undefined;
    }
    case 'ModifyInstanceMetadataOptions': {
      const { InstanceId, HttpTokens } = valuesOf(parameters.ModifyInstanceMetadataOptionsRequest);
      return HttpTokens === 'optional' ? [textOf(InstanceId) ?? ''] : undefined;
    }
    case 'ModifyInstanceMetadataDefaults': {
      const { HttpTokens } = valuesOf(parameters.ModifyInstanceMetadataDefaultsRequest);
      return HttpTokens === 'optional' || HttpTokens === 'no-preference' ? [] : undefined;
    }
    default:
      return undefined;
  }
}
