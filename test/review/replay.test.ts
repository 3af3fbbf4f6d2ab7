import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import type { Guardrail } from '../../lib/model/guardrail';
import type { Purpose } from '../../lib/model/organization';
import { actsIn } from '../../lib/review/acts-in';
import { Replay, type Routes } from '../../lib/review/replay';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';

/** Finds, tries or ignores, as the event's name says. */
const guardrail = (id: string, attack: readonly string[]): Guardrail => ({
  id,
  title: id,
  severity: 'low',
  appliesTo: ['workloads'],
  drills: [],
  frameworks: { attack },
  monitor: {
    patterns: [],
    finding({ detail, account }) {
      const kind = detail.eventName as 'finding' | 'attempted' | 'ignored';
      return { kind, because: `seen in ${account}`, resources: [] };
    },
  },
});

const routes: Routes = {
  watching: ({ detail }) => (detail.eventName === 'Nothing' ? [] : ['doors-stay-shut', 'windows-stay-shut']),
  delivered: ({ awsRegion }, id) =>
    awsRegion === 'eu-west-1' || (id === 'doors-stay-shut' && awsRegion === 'half') || 'too far away',
};
const guardrails = [guardrail('doors-stay-shut', ['T2', 'T1']), guardrail('windows-stay-shut', ['T3'])];
const replay = (account?: string) => new Replay({ routes, guardrails, facts, account });

const record = (eventName: string, more: Partial<CloudTrailRecord> = {}): CloudTrailRecord => ({
  eventID: 'id',
  eventSource: 'house.amazonaws.com',
  eventName,
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  ...more,
});
const platform = {
  type: 'AssumedRole',
  sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/breakwater/x' } },
};

test.each<{ title: string; record: CloudTrailRecord; delivered?: true | string; outcomes?: readonly string[] }>([
  { title: 'a finding', record: record('finding'), delivered: true, outcomes: ['finding', 'finding'] },
  { title: 'an attempt', record: record('attempted'), delivered: true, outcomes: ['attempted', 'attempted'] },
  { title: 'what nobody watches for has no answer', record: record('Nothing') },
  {
    title: 'what does not arrive is judged all the same',
    record: record('finding', { awsRegion: 'far' }),
    delivered: 'too far away',
    outcomes: ['finding', 'finding'],
  },
  {
    title: 'only those answer that it reaches',
    record: record('finding', { awsRegion: 'half' }),
    delivered: true,
    outcomes: ['finding'],
  },
  {
    title: 'what the platform did is ignored',
    record: record('finding', { userIdentity: platform }),
    delivered: true,
    outcomes: ['ignored', 'ignored'],
  },
])('$title', ({ record: one, delivered, outcomes }) => {
  const answer = replay().answer(one);
  expect(answer?.delivered).toEqual(delivered);
  expect(answer?.guardrails.map(({ outcome }) => outcome)).toEqual(outcomes);
});

test('records are taken for the account that is asked for', () => {
  expect(replay().answer(record('finding'))?.guardrails[0]?.because).toBe('seen in 111122223333');
  expect(replay('999988887777').answer(record('finding'))?.guardrails[0]?.because).toBe('seen in 999988887777');
});

test('a guardrail that is off where the account is ignores', () => {
  const acts = ({ id }: Guardrail, account: string) => id === 'doors-stay-shut' || account !== '111122223333';
  const run = new Replay({ routes, guardrails, facts, acts });
  const outcomes = (account: string) =>
    run.answer(record('finding', { recipientAccountId: account }))?.guardrails.map(({ outcome }) => outcome);
  expect(outcomes('111122223333')).toEqual(['finding', 'ignored']);
  expect(outcomes('222233334444')).toEqual(['finding', 'finding']);
});

test.each<[string, readonly Purpose[], boolean]>([
  ['an account where it applies', ['workloads'], true],
  ['one where it does not', ['sandbox'], false],
  ['management', ['management'], true],
  ['management, which has no unit', ['workloads'], false],
  ['a stranger', ['workloads', 'quarantine'], true],
  ['a stranger, and nothing for where people work', ['quarantine', 'suspended'], false],
])('whether it acts in %s', (title, appliesTo, expected) => {
  const organization = anOrganization();
  const role = title.startsWith('management') ? 'management' : 'member';
  const ours = organization.accounts.find((account) => account.role === role);
  const account = title.startsWith('a stranger') ? '999900001111' : String(ours?.id);
  const enforced = { ...organization, defaultMode: 'enforce' as const, guardrails: {} };
  expect(actsIn(enforced)({ id: 'doors-stay-shut', appliesTo }, account)).toBe(expected);
});

test('the sum counts what was delivered, and apart what was not', () => {
  const run = replay();
  const regions = { far: { awsRegion: 'far' }, half: { awsRegion: 'half' } };
  for (const one of [
    record('finding'),
    record('attempted', regions.half),
    record('ignored'),
    record('finding', regions.far),
  ])
    run.answer(one);
  for (let index = 0; index < 6; index++) run.answer(record('Nothing'));
  expect(run.summary.toJSON()).toEqual({
    records: 10,
    unreadable: 0,
    delivered: 3,
    undelivered: 1,
    findings: 3,
    findingsPerThousand: 300,
    guardrails: {
      'doors-stay-shut': { findings: 2, attempted: 1, ignored: 1 },
      'windows-stay-shut': { findings: 1, attempted: 0, ignored: 1 },
    },
    techniques: ['T1', 'T2', 'T3'],
  });
});

test('nothing sums up to nothing', () => {
  expect(replay().summary.toJSON()).toMatchObject({ records: 0, findingsPerThousand: 0, techniques: [] });
});
