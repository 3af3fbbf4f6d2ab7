import type { Resource } from '../../lib/model/finding';

const functionType = 'AWS::Lambda::Function';
export const layerType = 'AWS::Lambda::LayerVersion';

/** A function, or one of its aliases or versions; a layer always has its version. */
export interface Subject {
  readonly name: string;
  readonly qualifier?: string;
}

type Place = Pick<Resource, 'account' | 'region'>;

/** @param given a name, `111122223333:function:name`, or an ARN, each with or without a qualifier at its end */
export function functionResource(
  given: string,
  qualifier: string | undefined,
  partition: string,
  place: Place,
): Resource {
  const [name = '', own] = (given.split('function:').at(-1) ?? given).split(':');
  return resource(functionType, 'function', { name, qualifier: qualifier ?? own }, partition, place);
}

export function layerResource(given: string, version: string, partition: string, place: Place): Resource {
  const [name = ''] = (given.split('layer:').at(-1) ?? given).split(':');
  return resource(layerType, 'layer', { name, qualifier: version }, partition, place);
}

export function subjectOf({ id }: Pick<Resource, 'id'>): Subject {
  const [name = '', qualifier] = id.split(':');
  return { name, ...(qualifier !== undefined && { qualifier }) };
}

function resource(
  type: string,
  kind: string,
  { name, qualifier }: { readonly name: string; readonly qualifier?: string | undefined },
  partition: string,
  { account, region }: Place,
): Resource {
  const id = qualifier === undefined ? name : `${name}:${qualifier}`;
  return { type, id, arn: `arn:${partition}:lambda:${region}:${account}:${kind}:${id}`, account, region };
}
