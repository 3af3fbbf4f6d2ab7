import { parseIamDocument } from '../../lib/policy/parse-iam-document';

it.each([
  ['{"a":1}', { a: 1 }],
  [' {"a":"%"}', { a: '%' }],
  ['%7B%22a%22%3A1%7D', { a: 1 }],
  [{ a: 1 }, { a: 1 }],
  ['[1]', undefined],
  ['%', undefined],
  [7, undefined],
])('reads %j', (given, expected) => expect(parseIamDocument(given)).toEqual(expected));
