import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesOf } from '../../lib/review/history/files-of';
import { readRecords } from '../../lib/review/history/read-records';
import { splitJson } from '../../lib/review/history/split-json';
import { TextWindow } from '../../lib/review/history/text-window';

/** A record whose strings and lists hold what borders between records look like. */
const record = (eventID: string) => ({
  eventVersion: '1.11',
  eventID,
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  awsRegion: 'eu-west-1',
  requestParameters: {
    text: '},{"eventVersion":"1.11" \\" ]} ü',
    items: [{ eventVersion: 1 }, { eventVersion: 2 }, []],
  },
});
const records = ['one', 'two', 'three', 'four', 'five'].map(record);

/** The ids and problems found in a text that arrives in pieces of that size. */
function split(text: string, size: number) {
  const found: string[] = [];
  const window = new TextWindow();
  const splitting = splitJson(window, {
    value: (value, { line, element }) =>
      found.push(`${(value as { eventID?: string }).eventID} ${line ?? `#${element}`}`),
    corrupt: (line) => found.push(`corrupt in line ${line}`),
  });
  splitting.next();
  for (let at = 0; at < text.length; at += size) {
    window.add(text.slice(at, at + size));
    splitting.next();
  }
  window.ended = true;
  splitting.next();
  return found;
}

const elements = ['one #1', 'two #2', 'three #3', 'four #4', 'five #5'];
const lines = ['one 1', 'two 2', 'three 3', 'four 4', 'five 5'];
const broken = (text: string) => text.replace('"eventID":"three"', '"eventID":three');

const forms: readonly (readonly [title: string, text: string, found: readonly string[]])[] = [
  ['a file as it lies in S3', JSON.stringify({ Records: records }), elements],
  ['the same indented', JSON.stringify({ Records: records }, null, 2), elements],
  ['a list', JSON.stringify(records), elements],
  ['an indented list', JSON.stringify(records, null, 1), elements],
  ['lines', records.map((each) => JSON.stringify(each)).join('\n'), lines],
  ['lines with an end, as Windows writes them', records.map((each) => `${JSON.stringify(each)}\r\n`).join(''), lines],
  ['one record', JSON.stringify(record('one')), ['one 1']],
  ['one indented record', JSON.stringify(record('one'), null, 2), ['one 1']],
  [
    'indented records one after the other',
    `${JSON.stringify(record('one'), null, 1)}\n${JSON.stringify(record('two'), null, 1)}\n`,
    ['one 1', 'two 20'],
  ],
  [
    'two files in one',
    JSON.stringify({ Records: [record('one')] }) + JSON.stringify({ Records: [record('two')] }),
    ['one #1', 'two #1'],
  ],
  [
    'a page of events with what comes after',
    `{"Events":[${JSON.stringify(record('one'))}],"NextToken":"more"}`,
    ['one #1'],
  ],
  ['a byte order mark', `\uFEFF${JSON.stringify([record('one')])}`, ['one #1']],
  ['an empty list', '{"Records":[]}', []],
  ['nothing', ' \n', []],
  [
    'a list with a corrupt record',
    broken(JSON.stringify({ Records: records })),
    ['one #1', 'two #2', 'corrupt in line 1', 'four #4', 'five #5'],
  ],
  [
    'a list with a quote that never closes',
    JSON.stringify(records)
      .replaceAll('[{"eventVersion":1},{"eventVersion":2},[]]', '[]')
      .replace('"eventID":"three"', '"eventID":"three'),
    ['one #1', 'two #2', 'corrupt in line 1', 'four #4', 'five #5'],
  ],
  [
    'lines with a corrupt one',
    `${lines.map((_, index) => (index === 2 ? '{"eventID": thr' : JSON.stringify(records[index]))).join('\n')}`,
    ['one 1', 'two 2', 'corrupt in line 3', 'four 4', 'five 5'],
  ],
  [
    'a list that ends within a record',
    JSON.stringify(records.slice(0, 2)).slice(0, -40),
    ['one #1', 'corrupt in line 1'],
  ],
  ['a list that ends between records', `[${JSON.stringify(record('one'))},`, ['one #1', 'corrupt in line 1']],
  ['something else', 'Dear all,\nsee below\n', ['corrupt in line 1', 'corrupt in line 2']],
];

describe.each([7, 64, 900, 100_000])('in pieces of %i characters', (size) => {
  test.each(forms)('%s', (_, text, found) => {
    // Where nothing more is in sight after a corrupt record, its end is where the next one seems to begin.
    const bare = (list: readonly string[]) => list.map((each) => each.replace(/ #\d+$/, ''));
    expect(new Set(bare(split(text, size)))).toEqual(new Set(bare(found)));
    if (!found.some((each) => each.startsWith('corrupt'))) expect(split(text, size)).toEqual(found);
  });
});

test('a value that never ends is given up, and the next line read', () => {
  const found = split(
    `${JSON.stringify(record('one'))}\n{"endless":"${'x'.repeat(5_000_000)}\n${JSON.stringify(record('two'))}\n`,
    1 << 20,
  );
  expect(found).toEqual(['one 1', 'corrupt in line 2', 'two 3']);
});

async function read(file: string) {
  const found: string[] = [];
  await readRecords(file, {
    record: ({ eventID }) => found.push(String(eventID)),
    unreadable: (place, why) => found.push(`${place.replace(file, 'file')}: ${why}`),
    progress() {},
  });
  return found;
}

const folder = mkdtempSync(join(tmpdir(), 'history-'));
function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

test('what is zipped is unzipped, whatever its name', async () => {
  const zipped = gzipSync(JSON.stringify({ Records: records }));
  expect(await read(file('trail.json.gz', zipped))).toEqual(['one', 'two', 'three', 'four', 'five']);
  expect(await read(file('trail.bin', zipped))).toHaveLength(5);
});

test('half a zipped file gives the records there are, and says that it ended', async () => {
  const long = Array.from({ length: 2000 }, (_, index) => ({ ...record(`${index}`), noise: Math.random() }));
  const zipped = gzipSync(JSON.stringify({ Records: long }));
  const found = await read(file('half.json.gz', zipped.subarray(0, zipped.length / 2)));
  expect(found.length).toBeGreaterThan(100);
  expect(found.join('\n')).toMatch(/file:1: .*unexpected end of file/);
});

test('a record in an envelope, in an answer of LookupEvents, in a list of lists: all are records', async () => {
  const envelope = { 'detail-type': 'AWS API Call via CloudTrail', detail: record('one') };
  const looked = { Events: [{ EventId: 'two', CloudTrailEvent: JSON.stringify(record('two')) }] };
  expect(await read(file('envelope.json', JSON.stringify(envelope)))).toEqual(['one']);
  expect(await read(file('looked-up.json', JSON.stringify(looked)))).toEqual(['two']);
  expect(await read(file('lines.jsonl', `${JSON.stringify([record('one')])}\n`))).toEqual(['one']);
});

test('what is no record is unreadable, with its place', async () => {
  const problem = 'no CloudTrail record: it lacks eventSource, eventName or awsRegion';
  const { eventName, ...nameless } = record('one');
  expect(eventName).toBeDefined();
  const list = file('list.json', JSON.stringify([record('one'), nameless, null, 7]));
  expect(await read(list)).toEqual([
    'one',
    `file: record 2: ${problem}`,
    `file: record 3: ${problem}`,
    `file: record 4: ${problem}`,
  ]);
  const text = file('text.jsonl', `{"CloudTrailEvent":"{"}\n${JSON.stringify(record('one'))}\n`);
  expect(await read(text)).toEqual([`file:1: ${problem}`, 'one']);
});

test('a folder is its files and those of its folders, without digests and what is no JSON', async () => {
  const trail = mkdtempSync(join(tmpdir(), 'trail-'));
  for (const below of ['AWSLogs/1/CloudTrail/eu-west-1', 'AWSLogs/1/CloudTrail-Digest/eu-west-1']) {
    mkdirSync(join(trail, below), { recursive: true });
    for (const name of ['b.json.gz', 'a.json', 'c.jsonl', 'notes.md']) writeFileSync(join(trail, below, name), '');
  }
  const found: string[] = [];
  for await (const each of filesOf(trail)) found.push(each.replace(`${trail}/`, ''));
  expect(found).toEqual(['a.json', 'b.json.gz', 'c.jsonl'].map((name) => `AWSLogs/1/CloudTrail/eu-west-1/${name}`));
});

test('a path that is not there is an error, since a typing mistake must not look like peace', async () => {
  await expect(filesOf('/nowhere/at/all').next()).rejects.toThrow('/nowhere/at/all: there is no such file or folder');
});
