import type { Grant } from '@aws-sdk/client-s3';
import type { Decision } from '../../lib/model/guardrail';
import type { PublicAccessBlock } from '../../lib/policy/public-access-block';
import { isEverybody } from '../../lib/policy/public-acl';

export interface State {
  readonly bucket: string;
  /** Absent when the bucket has none. */
  readonly block?: PublicAccessBlock;
  /** Whether ACLs count in the bucket: they do not when its owner owns everything. */
  readonly takesAcls: boolean;
  readonly object?: ObjectState;
}

export interface ObjectState {
  readonly key: string;
  readonly version?: string;
  /** Absent when another account owns the object and lets nobody see it. */
  readonly grants?: readonly Grant[];
}

export interface Change {
  readonly bucket: string;
  readonly block: PublicAccessBlock;
  readonly object?: Pick<ObjectState, 'key' | 'version'> & {
    readonly keep: readonly Grant[];
    readonly remove: readonly Grant[];
  };
}

/**
 * The bucket is told to ignore public ACLs: one action, whether one object was opened or a million, whoever owns them.
 * The object that was opened loses its public grants besides; grants to other accounts stay.
 */
export function decide({ bucket, block, takesAcls, object }: State): Decision<Change> {
  if (!takesAcls) return { kind: 'leave', because: `${bucket} takes no ACLs` };
  if (block?.IgnorePublicAcls) return { kind: 'leave', because: `${bucket} ignores public ACLs` };
  const closed = { bucket, block: { ...block, BlockPublicAcls: true, IgnorePublicAcls: true } };
  if (!object) return { kind: 'plan', change: closed, because: `${bucket} takes ACLs and heeds public ones` };
  const { key, version, grants } = object;
  const name = `${bucket}/${key}`;
  if (!grants)
    return { kind: 'plan', change: closed, because: `${name} is another account's, and nobody can see its ACL` };
  const remove = grants.filter(isPublic);
  if (remove.length === 0) return { kind: 'leave', because: `${name} grants nothing to everybody` };
  const keep = grants.filter((grant) => !isPublic(grant));
  return {
    kind: 'plan',
    change: {
      ...closed,
      object: { key, ...(version && { version }), keep, remove },
    },
    because: `${name} grants everybody ${[...new Set(remove.map(({ Permission }) => Permission))].join(', ')}`,
  };
}

const isPublic = ({ Grantee }: Grant): boolean => isEverybody(Grantee?.URI ?? '');
