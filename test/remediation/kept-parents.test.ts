import { Directory } from '../../lib/remediation/directory';
import { KeptParents } from '../../lib/remediation/kept-parents';
import { facts } from './a-loop';
import { Table } from './a-table';

process.env.LOG_LEVEL = 'SILENT';

const account = '111122223333';
const minute = 60_000;
const day = 24 * 60 * minute;

/** A living organization, the table between the functions, and functions that are asked where the account is. */
function anOrganization() {
  const parents = new Map([
    [account, 'ou-orders'],
    ['ou-orders', 'ou-work'],
    ['ou-work', 'r-exam'],
    ['ou-play', 'r-exam'],
  ]);
  const table = new Table();
  const asked: string[] = [];
  const world = { now: Date.parse('2026-11-21T10:00:00Z'), answer: async () => {} };
  const client = {
    send: async ({ input: { ChildId } }: { readonly input: { readonly ChildId: string } }) => {
      asked.push(ChildId);
      const Id = parents.get(ChildId);
      await world.answer();
      return { Parents: Id ? [{ Id }] : [] };
    },
  };
  const sessions = { as: () => ({ client: () => client }) } as never;
  const now = () => world.now;
  const keptIn = (store: Pick<Table, 'send'>) => new KeptParents(store as never, 'ledger', now);
  const aFunction = (store: Pick<Table, 'send'> = table) => new Directory(sessions, facts, keptIn(store), now);
  const keep = (child: string, item: object) =>
    table.items.set(`parent#${child}\nparent`, { pk: `parent#${child}`, sk: 'parent', ...item });
  return { parents, table, asked, world, aFunction, keep };
}

const before = ['ou-orders', 'ou-work', 'r-exam'];
const after = ['ou-play', 'r-exam'];

describe('where an account is', () => {
  it('is asked once for all functions', async () => {
    const { aFunction, asked } = anOrganization();
    for (let count = 0; count < 32; count += 1) expect(await aFunction().lineage(account)).toEqual(before);
    expect(asked).toEqual([account, 'ou-orders', 'ou-work']);
  });

  it('is asked once by those who wait for it together', async () => {
    const { aFunction, asked } = anOrganization();
    const directory = aFunction();
    await Promise.all(Array.from({ length: 10 }, () => directory.lineage(account)));
    expect(asked).toEqual([account, 'ou-orders', 'ou-work']);
  });

  it.each([
    ['four minutes later by nobody', 4 * minute, []],
    ['five minutes later of the account alone', 5 * minute, [account]],
    ['a day later of its units, too', day, [account, 'ou-orders', 'ou-work']],
  ])('is asked again %s', async (_, milliseconds, again) => {
    const { aFunction, asked, world } = anOrganization();
    const directory = aFunction();
    await directory.lineage(account);
    asked.length = 0;
    world.now += milliseconds;
    await directory.lineage(account);
    await aFunction().lineage(account);
    expect(asked).toEqual(again);
  });

  it('is remembered for a minute, and of units for a day, without a look at the table', async () => {
    const { aFunction, table, world } = anOrganization();
    const read: string[] = [];
    const send = (command: { readonly input: { readonly Key?: { readonly pk?: { readonly S?: string } } } }) => {
      if (command.input.Key) read.push(String(command.input.Key.pk?.S));
      return table.send(command);
    };
    const directory = aFunction({ send: send as never });
    await directory.lineage(account);
    read.length = 0;
    world.now += minute - 1;
    await directory.lineage(account);
    expect(read).toEqual([]);
    world.now += 1;
    await directory.lineage(account);
    expect(read).toEqual([`parent#${account}`]);
  });

  it('is asked again when the first one got no answer', async () => {
    const { aFunction, world } = anOrganization();
    const directory = aFunction();
    world.answer = () => Promise.reject(new Error('TooManyRequestsException'));
    await expect(directory.lineage(account)).rejects.toThrow('TooManyRequestsException');
    world.answer = async () => {};
    expect(await directory.lineage(account)).toEqual(before);
  });

  it('is an error where the organization does not know', async () => {
    const { aFunction, parents } = anOrganization();
    parents.delete('ou-work');
    await expect(aFunction().lineage(account)).rejects.toThrow('ou-work: is in no unit of the organization');
  });
});

describe('after a move', () => {
  it('is known by whoever heard of it at once, and by the others within a minute', async () => {
    const { aFunction, parents, world } = anOrganization();
    const [one, other] = [aFunction(), aFunction()];
    await one.lineage(account);
    await other.lineage(account);
    parents.set(account, 'ou-play');
    await one.forget(account);
    expect(await one.lineage(account)).toEqual(after);
    expect(await other.lineage(account)).toEqual(before);
    world.now += minute;
    expect(await other.lineage(account)).toEqual(after);
  });

  it('is known within five minutes, though nobody heard of it', async () => {
    const { aFunction, parents, world } = anOrganization();
    const directory = aFunction();
    await directory.lineage(account);
    parents.set(account, 'ou-play');
    world.now += 4.5 * minute;
    expect(await directory.lineage(account)).toEqual(before);
    world.now += 0.5 * minute;
    expect(await directory.lineage(account)).toEqual(after);
  });

  it('is not hidden by whoever asked before and answers after', async () => {
    const { aFunction, parents, world } = anOrganization();
    let goOn = () => {};
    world.answer = () => new Promise((resolve) => (goOn = () => resolve()));
    const slow = aFunction().lineage(account);
    await new Promise(setImmediate);
    parents.set(account, 'ou-play');
    world.answer = async () => {};
    await aFunction().forget(account);
    goOn();
    expect(await slow).toEqual(before);
    expect(await aFunction().lineage(account)).toEqual(after);
  });

  it('is not hidden by whoever asked before, though a later answer is kept already', async () => {
    const { aFunction, parents, world } = anOrganization();
    let goOn = () => {};
    world.answer = () => new Promise((resolve) => (goOn = () => resolve()));
    const slow = aFunction().lineage(account);
    await new Promise(setImmediate);
    parents.set(account, 'ou-play');
    world.answer = async () => {};
    world.now += 1;
    await aFunction().lineage(account);
    goOn();
    await slow;
    expect(await aFunction().lineage(account)).toEqual(after);
  });

  it('is not hidden by an organization that answers with the old place for a moment', async () => {
    const { aFunction, parents, world, asked } = anOrganization();
    await aFunction().forget(account);
    world.now += minute - 1;
    expect(await aFunction().lineage(account)).toEqual(before);
    parents.set(account, 'ou-play');
    expect(await aFunction().lineage(account)).toEqual(after);
    world.now += 2;
    await aFunction().lineage(account);
    asked.length = 0;
    await aFunction().lineage(account);
    expect(asked).toEqual([]);
  });
});

describe('who has to be sure', () => {
  it('goes by nothing that others were told', async () => {
    const { aFunction, parents, world, asked } = anOrganization();
    await aFunction().lineage(account);
    parents.set(account, 'ou-play');
    const directory = aFunction();
    expect(await directory.lineage(account)).toEqual(before);
    expect(await directory.lineage(account, world.now)).toEqual(after);
    asked.length = 0;
    expect(await directory.lineage(account, world.now)).toEqual(after);
    expect(asked).toEqual([]);
  });

  it('keeps what is news, and nothing twice', async () => {
    const { aFunction, table, parents, world } = anOrganization();
    const kept: unknown[] = [];
    const send = (command: { readonly input: { readonly Item?: { readonly pk: { readonly S: string } } } }) => {
      if (command.input.Item) kept.push(command.input.Item.pk.S);
      return table.send(command);
    };
    const directory = aFunction({ send: send as never });
    await directory.lineage(account);
    kept.length = 0;
    world.now += 1;
    await directory.lineage(account, world.now);
    expect(kept).toEqual([]);
    parents.set(account, 'ou-play');
    world.now += 1;
    await directory.lineage(account, world.now);
    expect(kept).toEqual([`parent#${account}`, 'parent#ou-play']);
    kept.length = 0;
    world.now += minute;
    await directory.lineage(account, world.now);
    expect(kept).toEqual([`parent#${account}`]);
  });

  it('asks for the account again, and for units once', async () => {
    const { aFunction, world, asked } = anOrganization();
    const directory = aFunction();
    await directory.lineage(account, world.now);
    asked.length = 0;
    world.now += 10;
    await directory.lineage(account, world.now - 1);
    expect(asked).toEqual([account]);
  });

  it('waits for no answer to a question of before', async () => {
    const { aFunction, parents, world } = anOrganization();
    const directory = aFunction();
    let goOn = () => {};
    world.answer = () => new Promise((resolve) => (goOn = () => resolve()));
    const slow = directory.lineage(account);
    await new Promise(setImmediate);
    parents.set(account, 'ou-play');
    world.answer = async () => {};
    world.now += 1;
    expect(await directory.lineage(account, world.now)).toEqual(after);
    goOn();
    await slow;
  });
});

describe('a kept answer', () => {
  it.each([
    ['that is none', {}],
    ['without a time', { parent: 'ou-play' }],
    ['with a time that is none', { parent: 'ou-play', askedAt: 'now' }],
    ['from the future', { parent: 'ou-play', askedAt: Date.parse('2026-11-21T10:00:01Z') }],
    ['that is old', { parent: 'ou-play', askedAt: Date.parse('2026-11-21T09:55:00Z') }],
    ['that names no unit', { parent: '444455556666', askedAt: Date.parse('2026-11-21T10:00:00Z') }],
    ['that is not even text', { parent: 7, askedAt: Date.parse('2026-11-21T10:00:00Z') }],
  ])('%s is asked again', async (_, item) => {
    const { aFunction, keep } = anOrganization();
    keep(account, item);
    expect(await aFunction().lineage(account)).toEqual(before);
  });

  it.each([
    ['of the account', account],
    ['of a unit', 'ou-orders'],
  ])('%s that is false fools nobody who has to be sure', async (_, child) => {
    const { aFunction, keep, world } = anOrganization();
    keep(child, { parent: 'ou-play', askedAt: world.now });
    const directory = aFunction();
    expect(await directory.lineage(account)).toContain('ou-play');
    expect(await directory.lineage(account, world.now)).toEqual(before);
  });

  it('that leads in a circle is an error, and no end of questions', async () => {
    const { aFunction, keep, world } = anOrganization();
    keep('ou-work', { parent: 'ou-orders', askedAt: world.now });
    await expect(aFunction().lineage(account)).rejects.toThrow(/there is no root above ou-orders, ou-work, ou-orders/);
  });

  it('goes when the table deletes it, which is after it has gone out of date', async () => {
    const { aFunction, table, world } = anOrganization();
    await aFunction().lineage(account);
    const expires = (child: string) => Number(table.items.get(`parent#${child}\nparent`)?.expires) * 1000 - world.now;
    expect([account, 'ou-orders'].map(expires)).toEqual([5 * minute, day]);
  });

  it.each(['GetItemCommand', 'PutItemCommand'])('that a table refuses (%s) is no reason to fail', async (refused) => {
    const { aFunction, table } = anOrganization();
    const send = async (command: { readonly input: object }) => {
      if (command.constructor.name === refused) throw new Error('ProvisionedThroughputExceededException');
      return table.send(command);
    };
    expect(await aFunction({ send }).lineage(account)).toEqual(before);
  });

  it('that cannot be forgotten is', async () => {
    const { aFunction } = anOrganization();
    const send = () => Promise.reject(new Error('throttled'));
    await expect(aFunction({ send }).forget(account)).rejects.toThrow('throttled');
  });
});
