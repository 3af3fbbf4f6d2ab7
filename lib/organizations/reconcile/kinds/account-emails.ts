import {
  AccountClient,
  GetPrimaryEmailUpdateStatusCommand,
  type PrimaryEmailUpdateStatus,
  StartPrimaryEmailUpdateCommand,
} from '@aws-sdk/client-account';
import { defineKind, request, type Scene } from '../kind';
import { unlessMissing } from '../missing';
import { management, openAccounts } from '../places';
import type { Renamed } from '../settings';
import { trustIn } from './trusted-access';

/** Of the change that was asked for last: its code is still good, or it is accepted and on its way. */
type Change = 'mailed' | 'accepted' | undefined;

interface Misaddressed extends Renamed {
  readonly livingEmail: string;
}

/** AWS mails a code to the new address. After a day nobody will type it any more, and another one is sent. */
const codeHours = 24;

/** Root e-mail addresses that changed. AWS changes one when a person types the code it has mailed there. */
export const accountEmails = defineKind<Misaddressed, Change>({
  id: 'account-emails',
  items: misaddressed,
  place: ({ id }, scene) => ({ ...management(scene), account: id }),
  needs: () => [trustIn('account.amazonaws.com')],
  nothing: undefined,
  read: async ({ id }, { call, in: session }, scene) => {
    if (id === scene.living.managementAccount) return undefined;
    const client = session(management(scene)).client(AccountClient);
    const last = await unlessMissing(
      call('GetPrimaryEmailUpdateStatus', () => client.send(new GetPrimaryEmailUpdateStatusCommand({ AccountId: id }))),
      'ResourceNotFoundException',
    );
    return changeOf(last?.Status, last?.UpdatedAt);
  },
  steps: ({ id, name, email, livingEmail }, change, scene) => {
    if (id === scene.living.managementAccount) {
      return [{ note: `the e-mail of account ${name} is ${livingEmail}, not ${email}; only its root user changes it` }];
    }
    if (change === 'mailed')
      return [{ note: `AWS has mailed a code to ${email}: breakwater reconcile --code ${name}=CODE` }];
    if (change === 'accepted') return [];
    return [
      request({
        says: `change the e-mail of account ${name} to ${email}; AWS mails a code there`,
        place: management(scene),
        operation: 'StartPrimaryEmailUpdate',
        send: (session) =>
          session
            .client(AccountClient)
            .send(new StartPrimaryEmailUpdateCommand({ AccountId: id, PrimaryEmail: email })),
      }),
    ];
  },
  permissions: ({ renamed }) =>
    renamed.length > 0
      ? { management: ['account:GetPrimaryEmailUpdateStatus', 'account:StartPrimaryEmailUpdate'] }
      : {},
  remedies: { ConflictException: 'another AWS account has this e-mail; give it another one in organization.yaml' },
});

function misaddressed(scene: Scene): readonly Misaddressed[] {
  return scene.settings.renamed.flatMap((one) => {
    const living = openAccounts(scene).find(({ id }) => id === one.id);
    // AWS compares addresses whatever the case.
    const isSame = living?.email.toLowerCase() === one.email.toLowerCase();
    return living && !isSame ? [{ ...one, livingEmail: living.email }] : [];
  });
}

function changeOf(status: PrimaryEmailUpdateStatus | undefined, since: Date | undefined): Change {
  if (status === 'ACCEPTED') return 'accepted';
  const age = Date.now() - (since?.getTime() ?? 0);
  return status === 'PENDING' && age < codeHours * 3_600_000 ? 'mailed' : undefined;
}
