import type { AnyFix, Fix, Session } from '../../../lib/model/guardrail';
import { Directory } from '../../../lib/remediation/directory';
import { hearBatch } from '../../../lib/remediation/hear-batch';
import { KeptParents } from '../../../lib/remediation/kept-parents';
import { Ledger } from '../../../lib/remediation/ledger';
import type { Loop } from '../../../lib/remediation/loop';
import type { SweepRequest } from '../../../lib/remediation/messages';
import { OpenFindings } from '../../../lib/remediation/open-findings';
import type { LedgerRecord } from '../../../lib/remediation/outcome';
import type { Heard } from '../../../lib/remediation/sweep';
import { anEvent, facts, resource } from '../a-loop';
import { Table } from '../a-table';
import { Queue } from './queue';
import { Random } from './random';
import { Scheduler } from './scheduler';
import { modes, units, Whereabouts } from './whereabouts';

/** How rough it gets; chances of each step. */
export interface Weather {
  readonly throttle: number;
  readonly crash: number;
  /** That a call did what it should and its answer was lost. */
  readonly lostAnswer: number;
  readonly duplicate: number;
  readonly poison: number;
  /** That the account is moved to another unit; one event in four of it gets lost. */
  readonly move: number;
}

interface Door {
  open: boolean;
  /** Changes by the fix since it was last opened. */
  closings: number;
  /** It was opened where nobody asks for it. */
  dropped: boolean;
}

/** A function instance that is used again, with what it remembers; a stopped one is not. */
interface Instance {
  worker: number;
  readonly directory: Directory;
}

/** What the events led to, before anybody looks by the clock. */
interface Quiet {
  readonly doors: ReadonlyMap<string, Door>;
  readonly records: readonly LedgerRecord[];
  readonly deadLetters: readonly string[];
}

/** What went on, for whoever judges it. */
export interface Story {
  readonly quiet: Quiet;
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
  const doors = new Map<string, Door>(doorNames.map((name) => [name, { open: false, closings: 0, dropped: false }]));
  const told = new Set<string>();
  const wrong: string[] = [];
  const busy = new Map<number, number>();
  const idle: Instance[] = [];
  const account = new Whereabouts('ou-fixed-11111111', scheduler.now);
  const opened = { events: 0, poisoned: 0 };

  /** One call of a worker to the outside: takes its time, may be refused, may do its work and never answer. */
  const call = async <Result>(worker: number, work: () => Result | Promise<Result>): Promise<Result> => {
    await scheduler.turn(worker, random.below(50));
    if (random.chance(weather.throttle)) throw error('ThrottlingException');
    const result = await work();
    await scheduler.turn(worker, random.below(50));
    if (random.chance(weather.lostAnswer)) throw error('TimeoutError');
    return result;
  };

  const records = (): readonly LedgerRecord[] =>
    [...table.items.values()].filter(({ sk }) => sk === 'record') as unknown as LedgerRecord[];

  const deadLetters = (): readonly string[] => queue.deadLetters.map(({ body }) => body);

  const close = (name: string, began: number): void => {
    const door = doors.get(name) as Door;
    const isAhead = records().some(
      ({ resource: { id }, state, change }) => id === name && state === 'applying' && change,
    );
    if (!isAhead) wrong.push(`${name} was changed and the ledger had no record of it`);
    if (!account.wasWhere('enforce', began)) {
      wrong.push(`${name} was changed where nothing is fixed`);
    }
    door.closings += 1;
    if (door.closings > 1) wrong.push(`${name} was changed ${door.closings} times for one break`);
    door.open = false;
  };

  const tableOf = (worker: () => number) =>
    ({ send: (command: object) => call(worker(), () => table.send(command as never)) }) as never;

  const anInstance = (worker: number): Instance => {
    const answer = (id: string) => ({ Parents: [{ Id: id === resource.account ? account.unit : 'r-exam' }] });
    const client = {
      send: ({ input }: { input: { ChildId: string } }) => call(instance.worker, () => answer(input.ChildId)),
    };
    const kept = new KeptParents(
      tableOf(() => instance.worker),
      'ledger',
      () => scheduler.now,
    );
    const sessions = { as: () => ({ client: () => client }) } as never;
    const instance: Instance = { worker, directory: new Directory(sessions, facts, kept, () => scheduler.now) };
    return instance;
  };

  const loopOf = ({ worker, directory }: Instance): Loop => ({
    id: 'doors-stay-closed',
    monitor: {
      patterns: [],
      finding: ({ detail: { door } }) => {
        if (door === null) return { kind: 'ignored', because: 'about no door' };
        if (typeof door !== 'string') throw new Error('this event is poison');
        return { kind: 'finding', resources: [named(door)], because: 'opened' };
      },
      async *reconcile() {
        for (const door of await call(worker, () => doorNames)) yield named(door);
      },
    },
    fix: {
      permissions: [],
      read: ({ id }) => call(worker, () => ({ id, open: doors.get(id)?.open ?? false })),
      decide: ({ id, open }) =>
        open
          ? { kind: 'plan', change: { id }, because: `${id} is open` }
          : { kind: 'leave', because: `${id} is closed` },
      apply: ({ id }) => call(worker, () => close(id, Number(busy.get(worker)) - timeoutMilliseconds)),
      undo: async () => {},
    } satisfies Fix<{ readonly id: string; readonly open: boolean }, { readonly id: string }> as unknown as AnyFix,
    configuration: {
      guardrail: 'doors-stay-closed',
      facts,
      modes,
      exemptions: [],
    },
    ledger: new Ledger(
      tableOf(() => worker),
      'ledger',
      () => scheduler.now,
    ),
    findings: new OpenFindings(
      tableOf(() => worker),
      'ledger',
      () => scheduler.now,
    ),
    sessions: { fix: () => ({ ...({} as Session), calls: () => 3 }) },
    directory,
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
    const began = scheduler.now;
    busy.set(worker, began + timeoutMilliseconds);
    const instance = idle.pop() ?? anInstance(worker);
    instance.worker = worker;
    await scheduler.turn(worker);
    const answers = await hearBatch(loopOf(instance), batch);
    await scheduler.turn(worker, random.below(20));
    queue.delete(answers.flatMap(({ message, error }) => (error === undefined ? [message] : [])));
    for (const { eventTime, heard } of answers) if (eventTime) for (const each of heard) drop(each, began);
    busy.delete(worker);
    idle.push(instance);
  };

  /** An event that nobody wants is dropped where the guardrail is off, and nowhere else. */
  const drop = ({ kind, because, resource: arn }: Heard, began: number): void => {
    if (kind !== 'ignored' || !because.includes('off here')) return;
    for (const [name, door] of doors) if (arn === named(name).arn) door.dropped = true;
    if (!account.wasWhere('off', began)) wrong.push(`${arn} was dropped where it is asked for`);
  };

  /** Whoever may write the table may write anything; nobody who fixes or drops something goes by it. */
  const poisonKept = (): void => {
    const Item = { pk: `parent#${resource.account}`, sk: 'parent' };
    const kept = { parent: random.pick(units), askedAt: scheduler.now + random.pick([-1000, 0, 1e12]) };
    table.items.set(`${Item.pk}\n${Item.sk}`, { ...Item, ...random.pick([{}, kept, { ...kept, parent: 7 }]) });
  };

  const move = (): void => {
    account.move(random.pick(units), scheduler.now);
    if (random.chance(0.25)) return;
    const detail = { eventName: 'MoveAccount', requestParameters: { accountId: resource.account } };
    const event = anEvent({
      id: `move-${scheduler.now}`,
      source: 'aws.organizations',
      detail: { ...detail, door: null },
    });
    queue.send(JSON.stringify(event), scheduler.now + random.below(30_000));
  };

  const open = (): void => {
    if (random.chance(weather.move)) move();
    if (random.chance(weather.poison)) poisonKept();
    const name = random.pick(doorNames);
    const door = doors.get(name) as Door;
    if (!door.open) door.closings = 0;
    door.dropped = false;
    door.open = true;
    const time = new Date(scheduler.now).toISOString();
    const body = JSON.stringify(anEvent({ id: `event-${opened.events++}`, time, detail: { door: name } }));
    const copies = random.chance(weather.duplicate) ? 2 + random.below(2) : 1;
    for (let copy = 0; copy < copies; copy += 1) queue.send(body, scheduler.now + random.below(30_000));
    if (random.chance(weather.move)) queue.send(JSON.stringify(aSweep(time)), scheduler.now + random.below(30_000));
    if (!random.chance(weather.poison)) return;
    opened.poisoned += 1;
    queue.send(random.chance(0.5) ? 'not even JSON' : JSON.stringify(anEvent({ detail: {} })), scheduler.now);
  };

  let breaks = 2 + random.below(3);
  let steps = 0;
  let nextWorker = 0;
  let quiet: Quiet | undefined;
  // What a look leaves half done, the next ones bring to its end.
  let looks = weather.move > 0 ? 3 : 0;
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
    if (queue.isEmpty) {
      quiet ??= { doors: structuredClone(doors), records: records(), deadLetters: deadLetters() };
      if (looks === 0) break;
      looks -= 1;
      scheduler.now += 3_600_000;
      queue.send(JSON.stringify(aSweep(new Date(scheduler.now).toISOString())), scheduler.now);
    }
    scheduler.now = Math.max(scheduler.now, queue.nextAt());
  }
  return {
    quiet: quiet ?? { doors, records: records(), deadLetters: deadLetters() },
    records: records(),
    told,
    deadLetters: deadLetters(),
    poisoned: opened.poisoned,
    wrong,
    ended: steps < mostSteps,
  };
}

/** What a person hears: the same about the same door is said once an hour. */
export const newsOf = ({ resource: { id }, state, because }: LedgerRecord): string => `${id} ${state} ${because}`;

const error = (name: string): Error => Object.assign(new Error(name), { name });
const named = (door: string) => ({ ...resource, id: door, arn: `arn:door:${door}` });
const aSweep = (time: string): SweepRequest => ({ 'detail-type': 'Sweep', id: `look-${time}`, time, ...place });
const place = { account: resource.account, region: resource.region };

function shuffled<Item>(random: Random, items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
