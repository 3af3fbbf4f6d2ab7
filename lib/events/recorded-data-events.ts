import { isObject, type Json, type JsonObject } from '../model/json';
import { resourcesOfType, type Template } from '../model/template';
import type { CloudTrailRecord } from './cloudtrail-record';

/** A field of an advanced event selector and the values it may have. Operators we do not write are not read. */
type Selector = ReadonlyMap<string, ReadonlySet<string>>;

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
    .filter((selector) => selector.get('eventCategory')?.has('Data'));
  return ({ eventName, eventSource }) => selectors.some((selector) => covers(selector, eventName, eventSource));
}

function covers(selector: Selector, eventName: string, eventSource: string): boolean {
  const types = [...(selector.get('resources.type') ?? [])];
  const names = selector.get('eventName');
  return types.some((type) => sources[type] === eventSource) && (names === undefined || names.has(eventName));
}

function selectorOf(fields: readonly JsonObject[]): Selector {
  return new Map(
    fields.map(({ Field, Equals }) => [String(Field), new Set(Array.isArray(Equals) ? Equals.map(String) : [])]),
  );
}

function list(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value.filter(isObject) as JsonObject[]) : [];
}
