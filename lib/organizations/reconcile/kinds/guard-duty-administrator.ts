import {
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListOrganizationAdminAccountsCommand,
} from '@aws-sdk/client-guardduty';
import { allPages } from '../../calls/all-pages';
import { appoint } from '../appoint';
import { defineKind, type Place } from '../kind';
import { management, securityPlaces } from '../places';
import { trustIn } from './trusted-access';

interface Living {
  readonly administrator?: string | undefined;
  /** Of the security account. */
  readonly hasDetector: boolean;
}

export const guardDutyOffice = (region: string) => `the administrator of GuardDuty in ${region}`;

/**
 * The security account administers GuardDuty, region by region. That makes a detector where there is none, which the
 * stack of the region could then not make any more: so the stack comes first.
 */
export const guardDutyAdministrator = defineKind<Place, Living>({
  id: 'guardduty-administrator',
  items: (scene) => securityPlaces(scene, 'guardDuty'),
  place: ({ region }, scene) => management(scene, region),
  needs: () => [trustIn('guardduty.amazonaws.com')],
  nothing: { hasDetector: true },
  read: async (security, { call, in: session }, scene) => {
    const client = session(management(scene, security.region)).client(GuardDutyClient);
    const admins = await allPages(
      (NextToken) =>
        call('ListOrganizationAdminAccounts', () =>
          client.send(new ListOrganizationAdminAccountsCommand({ NextToken })),
        ),
      (page) => page.AdminAccounts,
    );
    const administrator = admins.find(({ AdminStatus }) => AdminStatus === 'ENABLED')?.AdminAccountId;
    if (administrator) return { administrator, hasDetector: true };
    const { DetectorIds = [] } = await call('ListDetectors', () =>
      session(security).client(GuardDutyClient).send(new ListDetectorsCommand({})),
    );
    return { hasDetector: DetectorIds.length > 0 };
  },
  steps: ({ account, region }, { administrator, hasDetector }, scene) =>
    appoint({
      office: guardDutyOffice(region),
      account,
      incumbent: administrator,
      lacking: !hasDetector && `GuardDuty in ${region}: once the security account has a detector there`,
      place: management(scene, region),
      operation: 'EnableOrganizationAdminAccount',
      send: (session) =>
        session.client(GuardDutyClient).send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: account })),
    }),
  permissions: ({ services: { guardDuty } }) =>
    guardDuty
      ? {
          management: [
            'guardduty:EnableOrganizationAdminAccount',
            'guardduty:ListOrganizationAdminAccounts',
            // GuardDuty asks for these on the caller's behalf.
            'organizations:DescribeAccount',
            'organizations:DescribeOrganizationalUnit',
            'organizations:ListAccounts',
            'organizations:ListDelegatedAdministrators',
            'organizations:RegisterDelegatedAdministrator',
          ],
          security: ['guardduty:ListDetectors'],
        }
      : {},
});
