import { mutantsOf } from './mutants';

const liesAbout = (source: string, only?: readonly string[]) =>
  mutantsOf('policy.ts', source, only).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));

test.each([
  ['const a = b === c;', ['const a = b !== c;']],
  ['const a = b < 3;', ['const a = b <= 3;', 'const a = b >= 3;', 'const a = b < 4;']],
  ['const a = !b;', ['const a = (b);']],
  ['const a = b ?? c;', ['const a = (b);']],
  ['const a = b?.c;', ['const a = b.c;']],
  ['if (a) b();', ['if (true) b();', 'if (false) b();']],
  ['const a = b ? c : d;', ['const a = true ? c : d;', 'const a = false ? c : d;']],
  ["const a = ['x', 'y'];", ["const a = ['y'];", "const a = ['x'];"]],
  ["const a = b['x'];", ['const a = b["x~"];']],
  ['const a = /^x$/;', ['const a = /x$/;', 'const a = /^x/;']],
  ['const a = b.filter(c);', ['const a = b;']],
  ['const a = (b) => b.has(1);', ['const a = (b) => true;', 'const a = (b) => false;', 'const a = (b) => b.has(2);']],
])('%s', (source, lies) => {
  expect(liesAbout(source)).toEqual(lies);
});

test.each([
  ['types', "type A = 'x' | 'y'; interface B { a: 'x' }"],
  ['imports', "import { a } from './b';"],
  ['reasons', "const a = { because: b ? 'c' : 'd' };"],
  ['sentences', "const a = 'two words';"],
  ['keys', "const a = { 'b-c': d };"],
  ['what waits', 'async function a() { return b === c; }'],
  ['what asks AWS', 'const a = (session) => session.b === 1;'],
])('nothing about %s', (_, source) => {
  expect(liesAbout(source)).toEqual([]);
});

test('only the functions that are named, and what they use', () => {
  const source =
    'const f = { read: () => !a, decide: () => used() };\nfunction used() { return !b; }\nfunction other() { return !c; }';
  const lies = mutantsOf('fix.ts', source, ['decide']);
  expect(new Set(lies.map(({ line }) => line))).toEqual(new Set([2]));
});
