import type { AnyFix, Fix, Session } from '../../../lib/model/guardrail';
import { hearBatch } from '../../../lib/remediation/hear-batch';
import { Ledger } from '../../../lib/remediation/ledger';
import type { Loop } from '../../../lib/remediation/loop';
import { OpenFindings } from '../../../lib/remediation/open-findings';
import type { LedgerRecord } from '../../../lib/remediation/outcome';
import { anEvent, facts, resource } from '../a-loop';
import { Table } from '../a-table';
import { Queue } from './queue';
import { Random } from './random';
import { Scheduler } from './scheduler';

/** How rough it gets; chances of each step. */
export interface Weather {
  readonly throttle: number;
  readonly crash: number;
  /** That a call did what it should and its answer was lost. */
  readonly lostAnswer: number;
  readonly duplicate: number;
  readonly poison: number;
}

interface Door {
  open: boolean;
  /** Changes by the fix since it was last opened. */
  closings: number;
}

/** What went on, for whoever judges it. */
export interface Story {
  readonly doors: ReadonlyMap<string, Door>;
  readonly records: readonly LedgerRecord[];
  readonly told: ReadonlySet<string>;
  readonly deadLetters: readonly string[];
  readonly poisoned: number;
  /** What must never happen, and did. */
  readonly wrong: readonly string[];
  readonly ended: boolean;
}

const doorNames = ['north', 'south'];
const timeoutMilliseconds = 60_000;
const workers = 3;
const mostSteps = 20_000;

/** Doors are opened, the loops hear of it and close them; everything that may go wrong does, as the seed has it. */
export async function play(seed: number, weather: Weather): Promise<Story> {
  const random = new Random(seed);
  const scheduler = new Scheduler(random);
  const queue = new Queue();
  const table = new Table();
  const doors = new Map<string, Door>(doorNames.map((name) => [name, { open: false, closings: 0 }]));
  const told = new Set<string>();
  const wrong: string[] = [];
  const busy = new Map<number, number>();
  const opened = { events: 0, poisoned: 0 };

  /** One call of a worker to the outside: takes its time, may be refused, may do its work and never answer. */
  const call = async <Result>(worker: number, work: () => Result | Promise<Result>): Promise<Result> => {
    await scheduler.turn(worker, random.below(50));
    if (random.chance(weather.throttle)) throw named('ThrottlingException');
    const result = await work();
    await scheduler.turn(worker, random.below(50));
    if (random.chance(weather.lostAnswer)) throw named('TimeoutError');
    return result;
  };

  const records = (): readonly LedgerRecord[] =>
    [...table.items.values()].filter(({ sk }) => sk === 'record') as unknown as LedgerRecord[];

  const close = (name: string): void => {
    const door = doors.get(name) as Door;
    const isAhead = records().some(
      ({ resource: { id }, state, change }) => id === name && state === 'applying' && change,
    );
    if (!isAhead) wrong.push(`${name} was changed and the ledger had no record of it`);
    door.closings += 1;
    if (door.closings > 1) wrong.push(`${name} was changed ${door.closings} times for one break`);
    door.open = false;
  };

  const loopOf = (worker: number): Loop => ({
    id: 'doors-stay-closed',
    monitor: {
      patterns: [],
      finding: ({ detail: { door } }) => {
        if (typeof door !== 'string') throw new Error('this event is poison');
        return { kind: 'finding', resources: [{ ...resource, id: door, arn: `arn:door:${door}` }], because: 'opened' };
      },
    },
    fix: {
      permissions: [],
      read: ({ id }) => call(worker, () => ({ id, open: doors.get(id)?.open ?? false })),
      decide: ({ id, open }) =>
        open
          ? { kind: 'plan', change: { id }, because: `${id} is open` }
          : { kind: 'leave', because: `${id} is closed` },
      apply: ({ id }) => call(worker, () => close(id)),
      undo: async () => {},
    } satisfies Fix<{ readonly id: string; readonly open: boolean }, { readonly id: string }> as unknown as AnyFix,
    configuration: {
      guardrail: 'doors-stay-closed',
      facts,
      modes: { 'ou-work-11111111': 'enforce' },
      exemptions: [],
    },
    ledger: new Ledger(
      { send: (command: object) => call(worker, () => table.send(command as never)) } as never,
      'ledger',
      () => scheduler.now,
    ),
    findings: new OpenFindings(
      { send: (command: object) => call(worker, () => table.send(command as never)) } as never,
      'ledger',
      () => scheduler.now,
    ),
    sessions: { fix: () => ({ ...({} as Session), calls: () => 3 }) },
    directory: {
      lineage: () => call(worker, () => ['ou-work-11111111', 'r-exam']),
      accounts: async () => [resource.account],
      isMember: async () => true,
    },
    alert: ({ record }) => call(worker, () => void told.add(newsOf(record))),
    publish: async () => {},
    startFollowing: async () => {},
    enqueue: async () => {},
    now: () => new Date(scheduler.now),
    pause: (milliseconds) => scheduler.turn(worker, milliseconds),
  });

  /** One invocation: what it does not give back is deleted, and a stopped one gives nothing back. */
  const invoke = async (worker: number): Promise<void> => {
    const batch = queue.receive(scheduler.now, (items) => shuffled(random, items).slice(0, 1 + random.below(4)));
    if (batch.length === 0) return;
    busy.set(worker, scheduler.now + timeoutMilliseconds);
    await scheduler.turn(worker);
    const answers = await hearBatch(loopOf(worker), batch);
    await scheduler.turn(worker, random.below(20));
    queue.delete(answers.flatMap(({ message, error }) => (error === undefined ? [message] : [])));
    busy.delete(worker);
  };

  const open = (): void => {
    const name = random.pick(doorNames);
    const door = doors.get(name) as Door;
    if (!door.open) door.closings = 0;
    door.open = true;
    const time = new Date(scheduler.now).toISOString();
    const body = JSON.stringify(anEvent({ id: `event-${opened.events++}`, time, detail: { door: name } }));
    const copies = random.chance(weather.duplicate) ? 2 + random.below(2) : 1;
    for (let copy = 0; copy < copies; copy += 1) queue.send(body, scheduler.now + random.below(30_000));
    if (!random.chance(weather.poison)) return;
    opened.poisoned += 1;
    queue.send(random.chance(0.5) ? 'not even JSON' : JSON.stringify(anEvent({ detail: {} })), scheduler.now);
  };

  let breaks = 2 + random.below(3);
  let steps = 0;
  let nextWorker = 0;
  for (; steps < mostSteps; steps += 1) {
    if (breaks > 0 && random.chance(0.05)) {
      open();
      breaks -= 1;
    }
    for (const [worker, until] of busy) {
      if (scheduler.now < until && !random.chance(weather.crash)) continue;
      scheduler.stop(worker);
      busy.delete(worker);
    }
    if (busy.size < workers && random.chance(0.3)) void invoke(nextWorker++);
    if (await scheduler.step()) continue;
    if (breaks > 0) continue;
    if (queue.isEmpty) break;
    scheduler.now = Math.max(scheduler.now, queue.nextAt());
  }
  return {
    doors,
    records: records(),
    told,
    deadLetters: queue.deadLetters.map(({ body }) => body),
    poisoned: opened.poisoned,
    wrong,
    ended: steps < mostSteps,
  };
}

/** What a person hears: the same about the same door is said once an hour. */
export const newsOf = ({ resource: { id }, state, because }: LedgerRecord): string => `${id} ${state} ${because}`;

const named = (name: string): Error => Object.assign(new Error(name), { name });

function shuffled<Item>(random: Random, items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
