import { silentPlaces } from '../../lib/remediation/silent-places';

const minute = 60_000;
const now = 100 * minute;
const regions = ['eu-west-1', 'us-east-1'];
const heard = (account: string, region: string, minutesAgo: number) => ({
  account,
  region,
  heardAt: now - minutesAgo * minute,
});

test.each([
  ['everybody is heard', [heard('1', 'eu-west-1', 1), heard('1', 'us-east-1', 14)], []],
  [
    'a region fell silent',
    [heard('1', 'eu-west-1', 1), heard('1', 'us-east-1', 17)],
    [{ account: '1', region: 'us-east-1' }],
  ],
  ['an account was never heard', [], regions.map((region) => ({ account: '1', region }))],
  [
    'one is heard that nobody expects',
    [heard('1', 'eu-west-1', 1), heard('1', 'us-east-1', 1), heard('2', 'eu-west-1', 1)],
    [],
  ],
])('%s', (_, places, silent) => {
  expect(silentPlaces(['1'], regions, places, now)).toEqual(silent);
});
