import { AccountClient, PutAccountNameCommand } from '@aws-sdk/client-account';
import { defineKind, request, type Scene } from '../kind';
import { management, memberId, openAccounts } from '../places';
import type { Renamed } from '../settings';
import { trustIn } from './trusted-access';

interface Misnamed extends Renamed {
  /** What AWS calls it. */
  readonly livingName: string;
}

/** Names of accounts that were created with another: CloudFormation refuses to change one, and fails to roll back from it. */
export const accountNames = defineKind<Misnamed, undefined>({
  id: 'account-names',
  items: misnamed,
  place: ({ id }, scene) => ({ ...management(scene), account: id }),
  needs: () => [trustIn('account.amazonaws.com')],
  nothing: undefined,
  read: async () => undefined,
  steps: ({ id, name, livingName }, _, scene) => [
    request({
      says: `rename account ${livingName} to ${name}`,
      place: management(scene),
      operation: 'PutAccountName',
      send: (session) =>
        session.client(AccountClient).send(new PutAccountNameCommand({ ...memberId(id, scene), AccountName: name })),
    }),
  ],
  permissions: ({ renamed }) => (renamed.length > 0 ? { management: ['account:PutAccountName'] } : {}),
});

function misnamed(scene: Scene): readonly Misnamed[] {
  return scene.settings.renamed.flatMap((one) => {
    const living = openAccounts(scene).find(({ id }) => id === one.id);
    return living && living.name !== one.name ? [{ ...one, livingName: living.name }] : [];
  });
}
