import { type Credentials, KeptCredentials } from '../../lib/remediation/kept-credentials';

const minute = 60_000;
const until = (expiration: number): Credentials => ({
  accessKeyId: 'a',
  secretAccessKey: 's',
  sessionToken: 't',
  expiration: new Date(expiration),
});

test('many who ask at once are one call; they are kept until five minutes before the end', async () => {
  let now = 0;
  let asked = 0;
  const kept = new KeptCredentials(
    async () => {
      asked += 1;
      return until(now + 60 * minute);
    },
    () => now,
  );
  await Promise.all(Array.from({ length: 20 }, () => kept.of('role', 'name')));
  now = 54 * minute;
  await kept.of('role', 'name');
  expect(asked).toBe(1);
  now = 56 * minute;
  await kept.of('role', 'name');
  await kept.of('other', 'name');
  expect(asked).toBe(3);
});

test('what still holds is used when STS gives no more, and what has ended is not', async () => {
  let now = 0;
  let isDown = false;
  const kept = new KeptCredentials(
    async () => {
      if (isDown) throw new Error('STS is down');
      return until(60 * minute);
    },
    () => now,
  );
  const first = await kept.of('role', 'name');
  isDown = true;
  now = 58 * minute;
  expect(await kept.of('role', 'name')).toBe(first);
  now = 61 * minute;
  await expect(kept.of('role', 'name')).rejects.toThrow('STS is down');
  isDown = false;
  await expect(kept.of('role', 'name')).resolves.toBeDefined();
});
