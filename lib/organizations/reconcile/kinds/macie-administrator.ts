import {
  EnableOrganizationAdminAccountCommand,
  GetMacieSessionCommand,
  ListOrganizationAdminAccountsCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2';
import { appoint } from '../appoint';
import { defineKind, type Place } from '../kind';
import { unlessMissing } from '../missing';
import { management, securityPlaces } from '../places';
import { trustIn } from './trusted-access';

interface Living {
  readonly administrator?: string | undefined;
  /** In the security account. */
  readonly hasSession: boolean;
}

export const macieOffice = (region: string) => `the administrator of Macie in ${region}`;

/** The security account administers Macie, region by region, once the stack of the region has switched it on there. */
export const macieAdministrator = defineKind<Place, Living>({
  id: 'macie-administrator',
  items: (scene) => securityPlaces(scene, 'macie'),
  place: ({ region }, scene) => management(scene, region),
  needs: () => [trustIn('macie.amazonaws.com')],
  nothing: { hasSession: true },
  read: async (security, { call, in: session }, scene) => {
    const client = session(management(scene, security.region)).client(Macie2Client);
    const { adminAccounts = [] } = await call('ListOrganizationAdminAccounts', () =>
      client.send(new ListOrganizationAdminAccountsCommand({})),
    );
    const administrator = adminAccounts.find(({ status }) => status === 'ENABLED')?.accountId;
    if (administrator) return { administrator, hasSession: true };
    // Macie answers where it is off that access is denied.
    const state = await unlessMissing(
      call('GetMacieSession', () => session(security).client(Macie2Client).send(new GetMacieSessionCommand({}))),
      'AccessDeniedException',
      'ResourceNotFoundException',
    );
    return { hasSession: state?.status !== undefined };
  },
  steps: ({ account, region }, { administrator, hasSession }, scene) =>
    appoint({
      office: macieOffice(region),
      account,
      incumbent: administrator,
      lacking: !hasSession && `Macie in ${region}: once it is on in the security account there`,
      place: management(scene, region),
      operation: 'EnableOrganizationAdminAccount',
      send: (session) =>
        session.client(Macie2Client).send(new EnableOrganizationAdminAccountCommand({ adminAccountId: account })),
    }),
  permissions: ({ services: { macie } }) =>
    macie
      ? {
          management: [
            'macie2:EnableOrganizationAdminAccount',
            'macie2:ListOrganizationAdminAccounts',
            // Macie asks for these on the caller's behalf.
            'organizations:DescribeAccount',
            'organizations:ListDelegatedAdministrators',
            'organizations:RegisterDelegatedAdministrator',
          ],
          security: ['macie2:GetMacieSession'],
        }
      : {},
});
