import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeLock } from '../../lib/config/lock';
import { parseLock } from '../../lib/config/parse-lock';
import type { Lock } from '../../lib/model/lock';
import { folderWith, load, problemsIn, valid } from './folder';

const name = 'organization.lock.yaml';
const lock: Lock = {
  organization: 'o-exampleorgid',
  root: 'r-exam',
  units: { workloads: 'ou-exam-workload', 'workloads/production': 'ou-exam-product1', security: 'ou-exam-security' },
  accounts: { security: '012345678901', orders: '111122223333' },
};
const textIn = (folder: string) => readFileSync(join(folder, name), 'utf8');
const readLock = (folder: string) => parseLock({ file: join(folder, name), text: textIn(folder) }).lock;
const withLock = (text: string) => ({ 'organization.yaml': valid, [name]: text });

it('comes back as it was written, and gives the same bytes whatever the order', () => {
  const folder = folderWith({});
  writeLock(folder, lock);
  expect(readLock(folder)).toEqual(lock);
  const text = textIn(folder);
  writeLock(folder, { ...lock, accounts: { orders: '111122223333', security: '012345678901' } });
  expect(textIn(folder)).toBe(text);
  expect(text).toMatch(
    /^# Learned from AWS[\s\S]*\norganization: o-exampleorgid\nroot: r-exam\nunits:\n {2}security: /,
  );
  expect(text).toContain('\n  security: "012345678901"\n');
});

it('leaves nothing beside the file', () => {
  const folder = folderWith({});
  writeLock(folder, lock);
  expect(readdirSync(folder)).toEqual([name]);
});

it('keeps names that YAML would take for something else', () => {
  const folder = folderWith({});
  const accounts = { '42': '000000000001', 'a: b #': '000000000002', null: '000000000003', "it's": '000000000004' };
  writeLock(folder, { units: {}, accounts, shards: { '42': 1 } });
  expect(readLock(folder)).toEqual({ units: {}, accounts, shards: { '42': 1 } });
});

it('knows nothing where there is no file', () => {
  const { organization, problems } = load({ 'organization.yaml': valid });
  expect(problems).toEqual([]);
  expect(organization).not.toHaveProperty('id');
  expect(organization?.accounts.every(({ id }) => id === undefined)).toBe(true);
});

it('refuses to read a file that is wrong', () => {
  expect(problemsIn(withLock('organization: 42\nroots: r-exam\n'))).toEqual([
    `${name}:1:15: organization must be text, got 42; put it in quotes`,
    `${name}:2:1: roots is not a key; did you mean 'root'?`,
  ]);
});

it('gives ids, and says in words which are unknown', () => {
  const folder = folderWith({});
  writeLock(folder, lock);
  const { organization, unknownIds, problems } = load(withLock(textIn(folder)));
  expect(problems).toEqual([]);
  expect(organization).toMatchObject({ id: 'o-exampleorgid', rootId: 'r-exam' });
  expect(organization?.units.map(({ id }) => id)).toEqual(['ou-exam-security', 'ou-exam-workload', 'ou-exam-product1']);
  expect(organization?.accounts.at(-1)?.id).toBe('111122223333');
  expect(unknownIds).toEqual(["account 'management'", "account 'log-archive'"]);
});

it('knows nothing at first', () => {
  expect(load({ 'organization.yaml': valid }).unknownIds).toEqual([
    'the organization',
    'the root',
    "unit 'security'",
    "unit 'workloads'",
    "unit 'workloads/production'",
    "account 'management'",
    "account 'log-archive'",
    "account 'security'",
    "account 'orders'",
  ]);
});

it('remembers which stack holds an account', () => {
  const { organization } = load(withLock('shards: { orders: 2 }\n'));
  expect(organization?.accounts.at(-1)?.shard).toBe(2);
});

const cases: readonly (readonly [what: string, text: string, problems: readonly string[]])[] = [
  [
    'ids of no known shape',
    'organization: o-X\nroot: exam\nunits: { security: ou-exam }\naccounts: { orders: "11112222333" }\n',
    [
      "1:15: organization must look like o-exampleorgid, got 'o-X'; copy it from AWS",
      "2:7: root must look like r-exam, got 'exam'; copy it from AWS",
      "3:20: unit 'security' must look like ou-exam-workload, got 'ou-exam'; copy it from AWS",
      "4:21: account 'orders' must look like \"111122223333\", got '11112222333'; copy it from AWS",
    ],
  ],
  [
    'an account id without quotes',
    'accounts: { orders: 111122223333 }\n',
    ["1:21: account 'orders' must be text, got 111122223333; put it in quotes"],
  ],
  [
    'an id that two share',
    'accounts: { orders: "111122223333", security: "111122223333" }\n',
    [
      "1:47: account 'security' '111122223333' is the id of 'orders' too, first in organization.lock.yaml on line 1; correct the one that is wrong",
    ],
  ],
  [
    'a unit of another organization',
    'root: r-exam\nunits: { security: ou-else-12345678 }\n',
    [
      "2:20: unit 'security' 'ou-else-12345678' is not an id under root 'r-exam'; both are copied from one organization; correct the one that is not",
    ],
  ],
  [
    'entries for what is gone',
    'units: { sandbox: ou-exam-12345678 }\naccounts: { stock: "111122223333" }\n',
    [
      "1:10: warning: unit 'sandbox' is a unit that the organization does not have; rename it if it was renamed there, else remove it",
      "2:13: warning: account 'stock' is an account that the organization does not have; add 'formerly: { name: stock }' to the account if it was renamed, else remove it",
    ],
  ],
];

it.each(cases)('reports %s', (_, text, problems) => {
  expect(problemsIn(withLock(text))).toEqual(problems.map((problem) => `${name}:${problem}`));
});

it('keeps the old file when the new one cannot be written', () => {
  const folder = folderWith({ [`${name}/in-the-way`]: '' });
  expect(() => writeLock(folder, lock)).toThrow(/EISDIR|EEXIST|ENOTEMPTY/);
  expect(readdirSync(folder)).toEqual([name]);
});
