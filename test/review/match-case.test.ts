import { matchCase } from '../../lib/review/match-case';

const cases = [
  { line: '{"id":"a","pattern":{"a":["x"]},"event":{"a":"x"}}', result: { id: 'a', matched: true } },
  { line: '{"id":7,"pattern":{"a":["x"]},"event":{"a":"y"}}', result: { id: 7, matched: false } },
  { line: '{"id":"text","pattern":"{\\"a\\":[1]}","event":{"a":1}}', result: { id: 'text', matched: true } },
  {
    line: '{"id":"b","pattern":{"a":"x"},"event":{}}',
    result: { id: 'b', error: expect.stringMatching(/^a: must be/) },
  },
  { line: '{"id":"c","event":{}}', result: { id: 'c', error: 'the case has no pattern' } },
  { line: '{"id":"d","pattern":{"a":["x"]}}', result: { id: 'd', error: 'the case has no event' } },
  { line: '[]', result: { id: null, error: expect.stringContaining('a case is an object') } },
  { line: '{', result: { id: null, error: expect.stringContaining('JSON') } },
];

test.each(cases)('$line', ({ line, result }) => {
  expect(matchCase(line)).toEqual(result);
});
