import { Directory } from '../../lib/remediation/directory';
import { KeptParents } from '../../lib/remediation/kept-parents';
import type { Sessions } from '../../lib/remediation/sessions';
import { facts } from './a-loop';
import { Table } from './a-table';

const named = (name: string) => Object.assign(new Error(name), { name });

function directoryAnswering(answer: () => unknown) {
  const asked: unknown[] = [];
  const client = {
    send: async ({ input }: { input: unknown }) => {
      asked.push(input);
      return answer();
    },
  };
  const sessions = { as: () => ({ client: () => client }) } as unknown as Sessions;
  return { directory: new Directory(sessions, facts, new KeptParents(new Table() as never, 'ledger')), asked };
}

describe('whether an account is a member', () => {
  test('it is when the organization knows it, and is asked once', async () => {
    const { directory, asked } = directoryAnswering(() => ({ Account: { Id: '111122223333' } }));
    expect(await directory.isMember('111122223333')).toBe(true);
    expect(await directory.isMember('111122223333')).toBe(true);
    expect(asked).toEqual([{ AccountId: '111122223333' }]);
  });

  test('it is not when the organization does not know it', async () => {
    const { directory, asked } = directoryAnswering(() => {
      throw named('AccountNotFoundException');
    });
    expect(await directory.isMember('999988887777')).toBe(false);
    expect(await directory.isMember('999988887777')).toBe(false);
    expect(asked).toHaveLength(1);
  });

  test('no answer is no verdict', async () => {
    const { directory } = directoryAnswering(() => {
      throw named('TooManyRequestsException');
    });
    await expect(directory.isMember('999988887777')).rejects.toThrow('TooManyRequestsException');
  });
});
