import {
  AccountClient,
  type AlternateContact,
  type AlternateContactType,
  GetAlternateContactCommand,
  PutAlternateContactCommand,
} from '@aws-sdk/client-account';
import type { Contact, ContactType } from '../../../model/administration';
import type { LivingAccount } from '../../living';
import { defineKind, request, type Scene, type Step } from '../kind';
import { unlessMissing } from '../missing';
import { management, memberId, openAccounts } from '../places';
import { trustIn } from './trusted-access';

type Living = Readonly<Partial<Record<ContactType, AlternateContact>>>;

const awsType: Readonly<Record<ContactType, AlternateContactType>> = {
  billing: 'BILLING',
  operations: 'OPERATIONS',
  security: 'SECURITY',
};

/** Whom AWS asks, the same in every account. What the file does not name stays as it is. */
export const contacts = defineKind<LivingAccount, Living>({
  id: 'contacts',
  items: (scene) => (contactsIn(scene).length > 0 ? openAccounts(scene) : []),
  place: ({ id }, scene) => ({ ...management(scene), account: id }),
  needs: () => [trustIn('account.amazonaws.com')],
  nothing: {},
  read: async ({ id }, { call, in: session }, scene) => {
    const client = session(management(scene)).client(AccountClient);
    const read = async ([type]: readonly [ContactType, Contact]) => {
      const input = { ...memberId(id, scene), AlternateContactType: awsType[type] };
      const answer = await unlessMissing(
        call('GetAlternateContact', () => client.send(new GetAlternateContactCommand(input))),
        'ResourceNotFoundException',
      );
      return [type, answer?.AlternateContact] as const;
    };
    return Object.fromEntries(await Promise.all(contactsIn(scene).map(read)));
  },
  steps: (account, living, scene) =>
    contactsIn(scene)
      .filter(([type, contact]) => !isSame(living[type], contact))
      .map(([type, contact]) => put(type, contact, account, scene)),
  permissions: ({ contacts: wanted }) =>
    Object.keys(wanted).length > 0
      ? { management: ['account:GetAlternateContact', 'account:PutAlternateContact'] }
      : {},
});

function contactsIn({ settings }: Scene): readonly (readonly [ContactType, Contact])[] {
  return Object.entries(settings.contacts) as [ContactType, Contact][];
}

function isSame(living: AlternateContact | undefined, { name, title, email, phone }: Contact): boolean {
  if (!living) return false;
  const { Name, Title, EmailAddress, PhoneNumber } = living;
  return Name === name && Title === title && EmailAddress === email && PhoneNumber === phone;
}

function put(type: ContactType, contact: Contact, account: LivingAccount, scene: Scene): Step {
  return request({
    says: `tell AWS the ${type} contact of account ${account.name}`,
    place: management(scene),
    operation: 'PutAlternateContact',
    send: (session) =>
      session.client(AccountClient).send(
        new PutAlternateContactCommand({
          ...memberId(account.id, scene),
          AlternateContactType: awsType[type],
          Name: contact.name,
          Title: contact.title,
          EmailAddress: contact.email,
          PhoneNumber: contact.phone,
        }),
      ),
  });
}
