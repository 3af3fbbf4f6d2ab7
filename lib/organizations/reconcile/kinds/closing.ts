import { CloseAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { isOpen, type LivingAccount } from '../../living';
import { defineKind, type Outcome, request, type Scene } from '../kind';
import { management } from '../places';
import type { Settings } from '../settings';

type Closing = Settings['closing'][number];

/**
 * Accounts the file says twice are to be closed. AWS closes the higher of 250 and a fifth of the accounts in 30 days,
 * at most 1,000; those that count are not told apart from others closed within 90 days, so that all of them count.
 */
export const closing = defineKind<readonly Closing[], undefined>({
  id: 'closing',
  items: ({ settings }) => (settings.closing.length > 0 ? [settings.closing] : []),
  place: (_, scene) => management(scene),
  nothing: undefined,
  read: async () => undefined,
  steps: (wanted, _, scene) => {
    const { accounts } = scene.living;
    const closed = accounts.filter((account) => !isOpen(account)).length;
    let room = Math.min(1_000, Math.max(250, Math.floor(accounts.length / 5))) - closed;
    return wanted.flatMap((one): readonly Outcome[] => {
      const living = accounts.find(({ id }) => id === one.id);
      if (living && !isOpen(living)) return [];
      const because = whyNot(one, living, scene);
      if (because) return [{ note: `account ${one.account} (${one.id}) stays open: ${because}`, wrong: true }];
      room -= 1;
      if (room < 0) return [{ note: `account ${one.account} waits: AWS closes no more accounts for now` }];
      return [close(one, scene)];
    });
  },
  permissions: ({ closing: wanted }) => (wanted.length > 0 ? { management: ['organizations:CloseAccount'] } : {}),
  remedies: {
    CLOSE_ACCOUNT_QUOTA_EXCEEDED: 'AWS closes no more accounts within 30 days; the next runs go on when it does',
    CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED: 'AWS is still closing others; the next run goes on',
    AccountAlreadyClosedException: 'it is closed; take it out of organization.yaml',
  },
});

function whyNot(
  { account, id }: Closing,
  living: LivingAccount | undefined,
  { settings, living: organization }: Scene,
) {
  if (!living) return 'no account of the organization has this id; correct closing in organization.yaml';
  if (id === organization.managementAccount || settings.keptAccounts.includes(id))
    return 'the landing zone stands on it';
  if (living.name !== account) return `AWS calls it '${living.name}'; name and id have to be of the same account`;
  return undefined;
}

function close({ account, id }: Closing, scene: Scene): Outcome {
  return request({
    says: `close account ${account}`,
    place: management(scene),
    operation: 'CloseAccount',
    alreadySo: ['AccountAlreadyClosedException'],
    send: (session) => session.client(OrganizationsClient).send(new CloseAccountCommand({ AccountId: id })),
  });
}
