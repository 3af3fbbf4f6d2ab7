import { isObject } from '../../model/json';
import type { Call } from './call';

const settings: ReadonlySet<string> = new Set([
  'ModifyImageAttribute',
  'ModifyInstanceAttribute',
  'ModifyInstanceMetadataDefaults',
  'ModifyInstanceMetadataOptions',
]);
const named: ReadonlySet<string> = new Set(['ModifyImageAttribute', 'ModifyInstanceAttribute']);
const notAttributes: ReadonlySet<string> = new Set([
  'Attribute',
  'DryRun',
  'ImageId',
  'InstanceId',
  'OperationType',
  'UserGroups',
  'UserIds',
  'Value',
]);

/** What a call sets on an instance or image: `ec2:Attribute/HttpTokens` is the new value, `ec2:Attribute` the name of what is set. */
export function attributeKeys({ model, input }: Pick<Call, 'model' | 'input'>): Readonly<Record<string, string>> {
  if (!settings.has(model.name)) return {};
  const set = Object.entries(input).filter(([name, value]) => value !== undefined && !notAttributes.has(name));
  const values = set.flatMap(([name, given]) => {
    const value = isObject(given) ? given.Value : given;
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isPlain ? [[`ec2:Attribute/${name}`, String(value)]] : [];
  });
  const [first] = set;
  const name = named.has(model.name) && first ? { 'ec2:Attribute': first[0] } : {};
  return { ...name, ...Object.fromEntries(values) };
}
