import { newAccountsOf } from '../../lib/config/new-accounts';
import { plannedAddress } from '../../lib/model/root-mail';

it.each([
  [undefined, { quarantine: ['created', 'invited'], baselineWithinMinutes: 120 }],
  ['on', { quarantine: ['created', 'invited'], baselineWithinMinutes: 120 }],
  ['off', undefined],
  [{ quarantine: [] }, { quarantine: [], baselineWithinMinutes: 120 }],
  [
    { quarantine: ['created'], baselineWithinMinutes: 30 },
    { quarantine: ['created'], baselineWithinMinutes: 30 },
  ],
] as const)('newAccounts: %j', (file, expected) => {
  expect(
    newAccountsOf(file && typeof file === 'object' ? { ...file, quarantine: [...file.quarantine] } : file),
  ).toEqual(expected);
});

it.each([
  ['aws@example.com', 'orders-prod', 'aws+orders-prod@example.com'],
  ['aws@example.com', 'Orders & Returns (EU)', 'aws+orders-returns-eu@example.com'],
])('%s is extended by %s', (address, account, planned) => expect(plannedAddress(address, account)).toBe(planned));
