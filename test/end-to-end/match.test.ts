import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakwater } from './project';

const cases = join(mkdtempSync(join(tmpdir(), 'match-')), 'cases.jsonl');
writeFileSync(
  cases,
  `{"id":"yes","pattern":{"a":[{"prefix":"x"}]},"event":{"a":"xy"}}

{"id":"no","pattern":{"a":["x"]},"event":{"a":"xy"}}
{"id":"bad\u001b","pattern":{"a":[{"prefix":7}]},"event":{}}
`.replace('\u001b', '\\u001b'),
);

test('a line for each case, in order', () => {
  const { status, stdout } = breakwater('match', '--cases', cases, '--json');
  expect({
    status,
    lines: stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }).toEqual({
    status: 0,
    lines: [
      { id: 'yes', matched: true },
      { id: 'no', matched: false },
      { id: 'bad\u001b', error: 'a: prefix takes a string; got 7' },
    ],
  });
});

test('people read it without surprises', () => {
  expect(breakwater('match', '--cases', cases).stdout).toBe(
    'yes: matched\nno: did not match\nbad\\u{1b}: a: prefix takes a string; got 7\n',
  );
});

test('a line that is no case is told by its number', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'match-')), 'notes.md');
  writeFileSync(file, '\n# Notes\n');
  expect(breakwater('match', '--cases', file).stdout).toMatch(new RegExp(`^${file}:2: .*not valid JSON\n$`));
});

test('a file that is not there is said in a line', () => {
  expect(breakwater('match', '--cases', '/nowhere')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/\/nowhere.*\n$/),
  });
});
