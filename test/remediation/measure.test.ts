import { measure } from '../../lib/remediation/measure';

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  // In development mode metrics go to the console that can be listened to.
  process.env.POWERTOOLS_DEV = 'true';
  process.env.POWERTOOLS_METRICS_DISABLED = 'false';
  jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => jest.restoreAllMocks());

test('fixes are counted and timed, withheld ones say why, troubles are counted once more for all', () => {
  const now = new Date('2026-11-21T10:00:30Z');
  const time = '2026-11-21T10:00:00Z';
  measure(
    'doors-stay-closed',
    [
      { message: 'm', eventTime: time, heard: [{ kind: 'fixed', because: 'open', calls: 3 }] },
      { message: 'n', eventTime: time, heard: [{ kind: 'reported', because: 'used up', withheld: 'budget' }] },
      { message: 'o', heard: [], error: new Error('later') },
    ],
    now,
  );
  const [own, all] = lines.map((line) => JSON.parse(line));
  expect(own).toMatchObject({
    service: 'doors-stay-closed',
    Fixed: 1,
    SecondsToFix: 30,
    Reported: 1,
    BudgetUsedUp: 1,
    Returned: 1,
  });
  expect(all).toMatchObject({ service: 'every guardrail', BudgetUsedUp: 1 });
  expect(all).not.toHaveProperty('Fixed');
});

test('what was ignored is no metric, since every hourly look would be billed for it', () => {
  measure(
    'doors-stay-closed',
    [{ message: 'm', heard: [{ kind: 'ignored', because: 'asked for 27 sweeps' }] }],
    new Date(),
  );
  expect(lines).toEqual([]);
});
