import { strangersAmong } from '../../lib/policy/strangers-among';

test('an account the organization does not know is a stranger, once, and each is asked about once', async () => {
  const asked: string[] = [];
  const isMember = async (account: string) => {
    asked.push(account);
    return account === '222222222222';
  };
  const accounts = ['333333333333', '222222222222', '333333333333', '111111111111'];
  expect(await strangersAmong(accounts, isMember)).toEqual(['333333333333', '111111111111']);
  expect(asked).toEqual(['333333333333', '222222222222', '111111111111']);
});
