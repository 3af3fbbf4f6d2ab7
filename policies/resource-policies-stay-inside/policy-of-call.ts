import { type ApiCall, textOf, valuesOf } from '../../lib/events/api-call';
import { items } from '../../lib/events/cloudtrail-record';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import type { PolicyCall } from './holders';

/** The statements a call sets, or one in the same form for the accounts it adds; none when it sets something else. */
export function statementsOf(call: ApiCall, { policy, accounts, only }: PolicyCall): readonly unknown[] {
  const { parameters } = call;
  if (only && at(parameters, only[0]) !== only[1]) return [];
  const text = policy.map((path) => at(parameters, path)).find((value) => value !== undefined);
  if (text !== undefined) return [valuesOf(parseIamDocument(text)).Statement ?? []].flat();
  const AWS = accounts === undefined ? [] : items(at(parameters, accounts));
  if (AWS.length === 0) return [];
  // EventBridge takes a condition beside the principal, which is the organization's id.
  const { type, key, value } = valuesOf(parameters.condition);
  const Condition = textOf(type) && { [String(type)]: { [String(key)]: value } };
  return [{ Effect: 'Allow', Principal: { AWS }, ...(Condition && { Condition }) }];
}

/** What the call is about; of calls that make something, the answer tells. */
export function subjectOf({ parameters, response }: ApiCall, { holder, id }: PolicyCall): string | undefined {
  const found = id.map((path) => textOf(at(response, path)) ?? textOf(at(parameters, path))).find((value) => value);
  if (found === undefined) return holder === 'bus' ? 'default' : undefined;
  return nameIn(found);
}

/** A name, the end of a queue's address, or what an ARN names: `key/1234` and `secret:orders/db-AbCdEf` without their kind. */
function nameIn(text: string): string {
  if (/^https?:\/\//.test(text)) return text.slice(text.lastIndexOf('/') + 1);
  if (!text.startsWith('arn:')) return text;
  return text
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^(event-bus|key|repository|table)\/|^secret:/, '');
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => valuesOf(part)[name], value);
}
