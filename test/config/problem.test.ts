import { formatProblem, inReadingOrder, type Problem } from '../../lib/config/problem';

const problem: Problem = {
  file: '/work/organization.yaml',
  line: 3,
  column: 7,
  message: 'is wrong',
  severity: 'error',
};

it.each([
  ['from the folder it is in', {}, '/work', 'organization.yaml:3:7: is wrong'],
  ['by its whole path where it is elsewhere', {}, '/work/other', '/work/organization.yaml:3:7: is wrong'],
  ['as a warning', { severity: 'warning' }, '/work', 'organization.yaml:3:7: warning: is wrong'],
  ['of the folder itself', { file: '/work' }, '/work', '.:3:7: is wrong'],
  [
    'without control characters',
    { message: 'a\u0007\u0085\u200bé😀' },
    '/work',
    'organization.yaml:3:7: a\\u{7}\\u{85}\\u{200b}é😀',
  ],
] as const)('is printed %s', (_, changes, cwd, line) => {
  expect(formatProblem({ ...problem, ...changes }, cwd)).toBe(line);
});

it('comes in the order of files, lines and columns', () => {
  const at = (file: string, line: number, column: number) => ({ ...problem, file, line, column });
  const sorted = [at('/a', 1, 2), at('/a', 2, 1), at('/a', 10, 1), at('/b', 1, 1)];
  expect([...sorted].reverse().sort(inReadingOrder)).toEqual(sorted);
});
