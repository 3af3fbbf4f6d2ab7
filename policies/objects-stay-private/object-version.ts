import type { EventBridgeEvent, Resource } from '../../lib/model/finding';

/** An object, or one version of it. */
export interface ObjectVersion {
  readonly bucket: string;
  readonly key: string;
  readonly version?: string;
}

const bucketType = 'AWS::S3::Bucket';
type Place = Pick<EventBridgeEvent, 'account' | 'region'>;

export function bucketResource(bucket: string, partition: string, { account, region }: Place): Resource {
  return { type: bucketType, id: bucket, arn: `arn:${partition}:s3:::${bucket}`, account, region };
}

/** The id holds the version behind the key, as S3's own addresses do; the ARN of every version is the object's. */
export function objectResource(
  { bucket, key, version }: ObjectVersion,
  partition: string,
  { account, region }: Place,
): Resource {
  const arn = `arn:${partition}:s3:::${bucket}/${key}`;
  const id = `${bucket}/${key}${version ? `?versionId=${version}` : ''}`;
  return { type: 'AWS::S3::Object', id, arn, account, region };
}

/** What a resource's id names: a bucket, or an object in it. */
export function partsOf({
  type,
  id,
}: Pick<Resource, 'type' | 'id'>): Pick<ObjectVersion, 'bucket'> & Partial<ObjectVersion> {
  if (type === bucketType) return { bucket: id };
  // Bucket names have no slash, version ids nothing but these characters.
  const [, bucket = '', key = '', version] = /^([^/]+)\/(.*?)(?:\?versionId=([\w.-]+))?$/s.exec(id) ?? [];
  return { bucket, key, ...(version !== undefined && { version }) };
}
