import { EC2Client, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

/** How an instance answers who asks it for its metadata. */
export interface InstanceMetadata {
  readonly instance: string;
  /** `running`, `stopped`, `terminated` … */
  readonly lifecycle: string;
  readonly tokens: string;
  readonly endpoint: string;
}

// The largest page EC2 gives (2026-11).
const pageSize = 1000;

/** Every instance of the region, or those with these ids; none when they are gone. */
export async function* instancesIn(session: Session, ids?: readonly string[]): AsyncIterable<Instance> {
  const client = session.client(EC2Client);
  const pages = ids
    ? paginateDescribeInstances({ client }, { InstanceIds: [...ids] })
    : paginateDescribeInstances({ client, pageSize }, {});
  try {
    for await (const { Reservations = [] } of pages) {
      for (const { Instances = [] } of Reservations) yield* Instances;
    }
  } catch (error) {
    if (!isNamed(error, 'InvalidInstanceID.NotFound')) throw error;
  }
}

export function metadataOf({ InstanceId, State, MetadataOptions }: Instance): InstanceMetadata {
  return {
    instance: InstanceId ?? '',
    lifecycle: State?.Name ?? '',
    tokens: MetadataOptions?.HttpTokens ?? '',
    endpoint: MetadataOptions?.HttpEndpoint ?? '',
  };
}

/** Why the metadata is in nobody's reach; undefined when version 1 answers. */
export function whySafe({ instance, lifecycle, tokens, endpoint }: InstanceMetadata): string | undefined {
  if (lifecycle === 'terminated' || lifecycle === 'shutting-down') return `${instance} is ${lifecycle}`;
  if (endpoint === 'disabled') return `${instance} hands out no metadata at all`;
  return tokens === 'optional' ? undefined : `${instance} asks for a token`;
}
