import type { Instance } from '@aws-sdk/client-ec2';

/** How an instance answers who asks it for its metadata. */
export interface InstanceMetadata {
  readonly instance: string;
  /** `running`, `stopped`, `terminated` … */
  readonly lifecycle: string;
  readonly tokens: string;
  readonly endpoint: string;
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
