import {
  CreateMemberCommand,
  DescribeOrganizationConfigurationCommand,
  ListMembersCommand,
  Macie2Client,
  type Member,
  UpdateMemberSessionCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-macie2';
import { allPages } from '../../calls/all-pages';
import type { LivingAccount } from '../../living';
import { defineKind, type Place, request } from '../kind';
import { openAccounts, securityPlaces } from '../places';
import { macieOffice } from './macie-administrator';

interface Living {
  /** Whether accounts that come later get it. */
  readonly autoEnable: boolean;
  readonly members: Readonly<Record<string, Member['relationshipStatus']>>;
}

/** Members that left are none. */
const gone: readonly Member['relationshipStatus'][] = ['Removed', 'Resigned'];

/** Macie in every account: those there are become members one by one, those that come later by themselves. */
export const macieOrganization = defineKind<Place, Living>({
  id: 'macie-organization',
  items: (scene) => securityPlaces(scene, 'macie'),
  place: (security) => security,
  needs: ({ region }) => [macieOffice(region)],
  nothing: { autoEnable: false, members: {} },
  read: async (security, { call, in: session }) => {
    const client = session(security).client(Macie2Client);
    const { autoEnable = false } = await call('DescribeOrganizationConfiguration', () =>
      client.send(new DescribeOrganizationConfigurationCommand({})),
    );
    const members = await allPages(
      async (nextToken) => {
        const page = await call('ListMembers', () =>
          client.send(new ListMembersCommand({ onlyAssociated: 'false', nextToken })),
        );
        return { ...page, NextToken: page.nextToken };
      },
      (page) => page.members,
    );
    return {
      autoEnable,
      members: Object.fromEntries(members.map(({ accountId, relationshipStatus }) => [accountId, relationshipStatus])),
    };
  },
  steps: (security, { autoEnable, members }, scene) => {
    const wanted = scene.settings.services.macie?.paused === false;
    const accounts = openAccounts(scene).filter(({ id }) => id !== security.account);
    return [
      ...(autoEnable === wanted ? [] : [enableForNew(wanted, security)]),
      ...accounts.flatMap((account) => {
        const status = members[account.id];
        if (status === undefined || gone.includes(status)) return wanted ? [add(account, security)] : [];
        return status === (wanted ? 'Paused' : 'Enabled') ? [resume(wanted, account, security)] : [];
      }),
    ];
  },
  permissions: ({ services: { macie } }) =>
    macie
      ? {
          security: [
            'macie2:CreateMember',
            'macie2:DescribeOrganizationConfiguration',
            'macie2:ListMembers',
            'macie2:UpdateMemberSession',
            'macie2:UpdateOrganizationConfiguration',
          ],
        }
      : {},
});

function enableForNew(autoEnable: boolean, security: Place) {
  return request({
    says: `${autoEnable ? 'switch Macie on' : 'leave Macie off'} in new accounts in ${security.region}`,
    place: security,
    operation: 'UpdateOrganizationConfiguration',
    send: (session) => session.client(Macie2Client).send(new UpdateOrganizationConfigurationCommand({ autoEnable })),
  });
}

function add({ id, name, email }: LivingAccount, security: Place) {
  return request({
    says: `switch Macie on in account ${name} in ${security.region}`,
    place: security,
    operation: 'CreateMember',
    send: (session) =>
      session.client(Macie2Client).send(new CreateMemberCommand({ account: { accountId: id, email } })),
  });
}

function resume(wanted: boolean, { id, name }: LivingAccount, security: Place) {
  return request({
    says: `${wanted ? 'resume' : 'pause'} Macie in account ${name} in ${security.region}`,
    place: security,
    operation: 'UpdateMemberSession',
    send: (session) =>
      session.client(Macie2Client).send(new UpdateMemberSessionCommand({ id, status: wanted ? 'ENABLED' : 'PAUSED' })),
  });
}
