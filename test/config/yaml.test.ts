import { changed, load, problemsIn, valid } from './folder';

const tenTimes = (name: string) => `[${Array(10).fill(name).join(', ')}]`;
const bomb = [...'bcdefghij']
  .map((name, index) => `${name}: &${name} ${tenTimes(`*${'abcdefghi'[index]}`)}\n`)
  .join('');

const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
  [
    'a key that is there twice',
    changed('homeRegion:', 'name: other\nhomeRegion:'),
    "2:1: key 'name' is here twice, first on line 1; keep one",
  ],
  [
    'a bracket that is not closed',
    changed('us-east-1]', 'us-east-1'),
    '4:1: this is not YAML: a bracket above is not closed; end it with ]; the rest of this file is unchecked',
  ],
  [
    'a second document',
    `${valid}---\n${valid}`,
    "26:1: this is not YAML: '---' begins a second document; keep one in a file; the rest of this file is unchecked",
  ],
  ...(
    [
      ['a tab', '\tname: small', '1:1', 'a tab indents this line; indent it with spaces'],
      ['a quote without an end', 'name: "small', '1:7', 'text in quotes has no end; close it with "'],
      [
        'a key without a colon',
        'name small',
        '1:1',
        "this line has no value; write 'key: value', with a space after the colon",
      ],
      [
        'a colon in text',
        'name: small: things',
        '1:7',
        "': ' in the middle of text, or a line indented too far; put the text in quotes, or line the keys up",
      ],
      ['text that YAML reserves', 'name: @small', '1:7', 'text begins with @; put it in quotes'],
      [
        'a backslash in double quotes',
        'name: "a\\small"',
        '1:9',
        'text in double quotes has \\s in it; write a backslash twice, or use single quotes',
      ],
      ['what nobody has got wrong yet', 'name: [a,,b]', '1:10', 'Unexpected , in flow sequence; correct it'],
    ] as const
  ).map(
    ([what, line, place, mistake]) =>
      [
        what,
        changed('name: small', line),
        `${place}: this is not YAML: ${mistake}; the rest of this file is unchecked`,
      ] as const,
  ),
  [
    'a tag that would include a file',
    changed('name: small', 'name: !include /etc/passwd'),
    '1:7: tag !include is not resolved, since configuration is data; write the value itself; the rest of this file is unchecked',
  ],
  [
    'a tag that would make bytes',
    changed('name: small', 'name: !!binary aGVsbG8='),
    '1:7: tag !!binary is not resolved, since configuration is data; write the value itself; the rest of this file is unchecked',
  ],
  [
    'aliases that stand for a billion values',
    `${valid}a: &a ${tenTimes('x')}\n${bomb}`,
    '32:8: aliases stand for more than 2000000 values up to here; write fewer',
  ],
  ['an alias that contains itself', `${valid}x: &x [*x]\n`, '26:8: *x contains itself; write the value out'],
  ['an alias of nothing', `${valid}x: *nothing\n`, '26:4: *nothing refers to no anchor above it; write &nothing there'],
  ['a key that would reach into JavaScript', `${valid}__proto__: {}\n`, "26:1: '__proto__' cannot be a key; rename it"],
  ['a key that is a list', `${valid}? [a]\n: b\n`, '26:3: a key is a mapping, a list or an alias; make it text'],
  [
    'a merge of text',
    `${valid}    <<: text\n`,
    "26:5: '<<' takes in mappings only; give it an alias of one, or a list of those",
  ],
  [
    'a hundred levels',
    `${valid}x: ${'['.repeat(100)}${']'.repeat(100)}\n`,
    '26:68: nests deeper than 64 levels; flatten it',
  ],
  ['text alone', 'hello\n', "1:1: the file must hold a mapping, got 'hello'; write keys and values"],
  ['a list', '- hello\n', '1:1: the file must hold a mapping, got a list; write keys and values'],
  ['comments alone', '# hello\n', '1:1: the file is empty; fill it, or remove it'],
  ['nothing at all', '', '1:1: the file is empty; fill it, or remove it'],
];

it.each(cases)('refuses %s, in one line', (_, text, problem) => {
  expect(problemsIn({ 'organization.yaml': text })).toEqual([`organization.yaml:${problem}`]);
});

it('refuses ten thousand levels without running out of stack', () => {
  const [problem] = problemsIn({ 'organization.yaml': `${valid}x: ${'['.repeat(10_000)}` });
  expect(problem).toMatch(/^organization\.yaml:\d+:\d+: nests too deeply to be read; flatten it$/);
});

it('shows what would move a cursor or reorder a line as an escape', () => {
  const text = changed('unit: workloads/production', 'unit: "a\\e[2J\\u202e\\n::error::"');
  expect(problemsIn({ 'organization.yaml': text })).toEqual([
    "organization.yaml:25:11: account 'orders': unit 'a\\u{1b}[2J\\u{202e}\\u{a}::error::' does not exist; choose one of security, workloads, workloads/production",
  ]);
});

it('takes nothing from the environment', () => {
  const { organization } = load({
    'organization.yaml': `${valid}    boundary: { workload: HOME=\${HOME} }\n`.replace('${HOME}', '/x'),
  });
  expect(organization?.accounts.at(-1)?.boundary.workload).toBe('HOME=/x');
  const [problem] = problemsIn({ 'organization.yaml': changed('name: orders', 'name: ${HOME}') });
  expect(problem).toContain("got '${HOME}'");
});

it('merges mappings as YAML does: own keys first, then those merged first', () => {
  const text = `${changed('name: small', 'name: small # shared below').replace(
    '    email: orders@small.example\n',
    '    <<: [{ email: first@small.example }, { email: second@small.example, boundary: { data: public } }]\n',
  )}    boundary: { data: internal }\n`;
  const account = load({ 'organization.yaml': text }).organization?.accounts.at(-1);
  expect(account).toMatchObject({ email: 'first@small.example', boundary: { data: 'internal' } });
});

it('points at what an alias or a merged mapping got wrong where that was written', () => {
  const text = `${valid}    boundary: &shared { data: secret }\n  - { name: stock, email: stock@small.example, unit: security, boundary: *shared }\n`;
  expect(problemsIn({ 'organization.yaml': text })).toEqual([
    "organization.yaml:26:31: account 'orders': boundary.data must be one of public, internal, confidential, regulated, got 'secret'; choose one",
    "organization.yaml:26:31: account 'stock': boundary.data must be one of public, internal, confidential, regulated, got 'secret'; choose one",
  ]);
});

it('reads modes and days as text, whatever older YAML made of them', () => {
  const text = `%YAML 1.1\n---\n${valid}guardrails: { buckets-stay-private: off }\nexemptions:\n  - { guardrail: buckets-stay-private, unit: security, because: a good reason, owner: web, until: 2027-01-31 }\n`;
  const { organization } = load({ 'organization.yaml': text });
  expect(organization?.guardrails['buckets-stay-private']?.mode).toBe('off');
  expect(organization?.exemptions[0]?.until).toBe('2027-01-31');
});
