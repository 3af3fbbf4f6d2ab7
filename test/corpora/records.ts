import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { isObject } from '../../lib/model/json';

export interface NamedRecord {
  /** `panther/cases#146`: the file, and which of its records. */
  readonly name: string;
  readonly record: CloudTrailRecord;
}

// Policies and landing zones are no records, `requests.json` retells some, and stratus/*.json are those of normalized/ unmended.
const others = /^(event-patterns|event-ruler|orgs|pathfinding|rcps|remediation|scps)\/|requests\.json$|^stratus\/aws\./;

/** Every CloudTrail record below the folder, however deep its file has it. */
export function* recordsBelow(folder: string): Generator<NamedRecord> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => relative('.', file));
  for (const file of files.filter((name) => /\.jsonl?$/.test(name) && !others.test(name)).sort()) {
    let at = 0;
    for (const record of recordsIn(contentsOf(join(folder, file)))) {
      yield { name: `${file.replace(/\.jsonl?$/, '')}#${at}`, record };
      at += 1;
    }
  }
}

function contentsOf(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('l') ? text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : [])) : JSON.parse(text);
}

function* recordsIn(value: unknown): Generator<CloudTrailRecord> {
  if (Array.isArray(value)) for (const one of value) yield* recordsIn(one);
  else if (isObject(value)) {
    if (typeof value.eventName === 'string' && typeof value.eventSource === 'string') yield value as CloudTrailRecord;
    else for (const one of Object.values(value)) yield* recordsIn(one);
  }
}
