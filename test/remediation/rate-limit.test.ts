import { RateLimit } from '../../lib/remediation/rate-limit';

/** A service that allows so many calls a second; how many of `calls` it refuses, and how long they take. */
function serve(callsPerSecond: number, calls: number): { readonly refused: number; readonly seconds: number } {
  let now = 0;
  let allowedAt = 0;
  let refused = 0;
  const limit = new RateLimit(() => now);
  for (let answered = 0; answered < calls; ) {
    now += limit.turn();
    if (now < allowedAt - 1000) {
      refused += 1;
      limit.complained();
      now += 200;
      continue;
    }
    allowedAt = Math.max(allowedAt, now) + 1000 / callsPerSecond;
    limit.answered();
    answered += 1;
    now += 1;
  }
  return { refused, seconds: now / 1000 };
}

test('a service that never complains is never kept waiting', () => {
  expect(serve(10_000, 1000)).toEqual({ refused: 0, seconds: 1 });
});

test.each([5, 20, 50])('a service that takes %i calls a second refuses few, and is used well', (callsPerSecond) => {
  const { refused, seconds } = serve(callsPerSecond, 1000);
  expect(refused).toBeLessThan(250);
  expect(seconds).toBeLessThan((1.5 * 1000) / callsPerSecond);
});

test('calls that are refused together are one complaint, and the pace has a floor', () => {
  let now = 0;
  const limit = new RateLimit(() => now);
  for (let call = 0; call < 50; call += 1) limit.complained();
  limit.turn();
  expect(limit.turn()).toBe(50);
  for (let second = 0; second < 50; second += 1) {
    now += 2000;
    limit.complained();
  }
  limit.turn();
  expect(limit.turn()).toBe(2000);
});
