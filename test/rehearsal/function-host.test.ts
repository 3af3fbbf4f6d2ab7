import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FunctionHost, type HostedFunction } from '../../lib/rehearsal/function-host';

const folder = mkdtempSync(join(tmpdir(), 'breakwater-host-'));
const host = new FunctionHost();
afterAll(() => host.stop());

function hosted(name: string, body: string, environment: HostedFunction['environment'] = {}): HostedFunction {
  const bundle = join(folder, `${name}.js`);
  writeFileSync(bundle, `let count = 0; exports.handler = async (event) => { count += 1; ${body} };`);
  return { bundle, environment };
}
const says = (name: string) => hosted(name, 'return [process.env.WHO, process.env.ONLY_A, count];', { WHO: name });
const one = { ...says('one'), environment: { WHO: 'one', ONLY_A: 'a' } };
const other = says('other');

test('a function keeps its memory between events, and finds its own environment', async () => {
  expect([await host.invoke(one, {}), await host.invoke(one, {})]).toEqual([
    ['one', 'a', 1],
    ['one', 'a', 2],
  ]);
});

test('another one finds nothing of it, nor does it itself when it comes again', async () => {
  expect([await host.invoke(other, {}), await host.invoke(one, {})]).toEqual([
    ['other', undefined, 1],
    ['one', 'a', 1],
  ]);
});

test('the configuration is the one of the event', async () => {
  const reader = hosted('reader', 'return process.env.CONFIGURATION;');
  expect([await host.invoke(reader, {}, '/a.json'), await host.invoke(reader, {})]).toEqual(['/a.json', '']);
});

test.each([
  ['that throws', "throw new Error('no such door');", 'no such door'],
  ['that ends its process', 'process.exit(3);', 'ended its process with 3'],
  [
    'whose process fails',
    "setImmediate(() => { throw new Error('too late'); }); await new Promise(() => {});",
    'too late',
  ],
])('a function %s is told of, and the next one runs', async (_, body, message) => {
  await expect(host.invoke(hosted('bad', body), {})).rejects.toThrow(message);
  expect(await host.invoke(says('next'), {})).toEqual(['next', undefined, 1]);
});
