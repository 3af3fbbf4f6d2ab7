import { isObject, type Json, type JsonObject } from '../model/json';
import { resourcesOfType, type Template } from '../model/template';
import type { CloudTrailRecord } from './cloudtrail-record';

/** The fields of an advanced event selector. Operators we do not write are not read. */
type Selector = ReadonlyMap<string, Field>;
interface Field {
  readonly equals?: ReadonlySet<string>;
  readonly notStartsWith: readonly string[];
}

/** The service whose data a type of resource is; a denied call's record names no resource. */
const sources: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'dynamodb.amazonaws.com',
  'AWS::Lambda::Function': 'lambda.amazonaws.com',
  'AWS::S3::Object': 's3.amazonaws.com',
};

/** Whether one of a template's trails records the data event, by its advanced event selectors. */
export function recordedDataEvents(template: Template): (record: CloudTrailRecord) => boolean {
  const selectors = resourcesOfType(template, 'AWS::CloudTrail::Trail')
    .flatMap(([, { Properties }]) => list(Properties?.AdvancedEventSelectors))
    .map((selector) => selectorOf(list(selector.FieldSelectors)))
    .filter((selector) => selector.get('eventCategory')?.equals?.has('Data'));
  return (record) => selectors.some((selector) => covers(selector, record));
}

function covers(selector: Selector, { eventName, eventSource, resources = [] }: CloudTrailRecord): boolean {
  const types = [...(selector.get('resources.type')?.equals ?? [])];
  const names = selector.get('eventName')?.equals;
  const excluded = selector.get('resources.ARN')?.notStartsWith ?? [];
  return (
    types.some((type) => sources[type] === eventSource) &&
    (names === undefined || names.has(eventName)) &&
    !resources.some(({ ARN }) => excluded.some((prefix) => String(ARN).startsWith(prefix)))
  );
}

function selectorOf(fields: readonly JsonObject[]): Selector {
  return new Map(
    fields.map(({ Field, Equals, NotStartsWith }) => [
      String(Field),
      { ...(Array.isArray(Equals) && { equals: new Set(texts(Equals)) }), notStartsWith: texts(NotStartsWith) },
    ]),
  );
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function list(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value.filter(isObject) as JsonObject[]) : [];
}
