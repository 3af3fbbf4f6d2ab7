import {
  AssociateMemberCommand,
  type AutoEnable,
  DescribeOrganizationConfigurationCommand,
  Inspector2Client,
  ListMembersCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-inspector2';
import type { InspectorScan } from '../../../model/services';
import { allPages } from '../../calls/all-pages';
import { defineKind, type Place, request } from '../kind';
import { openAccounts, securityPlaces } from '../places';
import { inspectorOffice } from './inspector-administrator';

interface Living {
  readonly autoEnable?: AutoEnable | undefined;
  /** Ids of associated accounts. */
  readonly members: readonly string[];
}

export const inspectorMembers = (region: string) => `the members of Inspector in ${region}`;

/** Accounts that come later are scanned by themselves; those there are become members one by one. */
export const inspectorOrganization = defineKind<Place, Living>({
  id: 'inspector-organization',
  items: (scene) => securityPlaces(scene, 'inspector'),
  place: (security) => security,
  needs: ({ region }) => [inspectorOffice(region)],
  nothing: { members: [] },
  read: async (security, { call, in: session }) => {
    const client = session(security).client(Inspector2Client);
    const { autoEnable } = await call('DescribeOrganizationConfiguration', () =>
      client.send(new DescribeOrganizationConfigurationCommand({})),
    );
    const members = await allPages(
      async (nextToken) => {
        const page = await call('ListMembers', () =>
          client.send(new ListMembersCommand({ onlyAssociated: true, nextToken })),
        );
        return { ...page, NextToken: page.nextToken };
      },
      (page) => page.members,
    );
    return { autoEnable, members: members.flatMap(({ accountId }) => accountId ?? []) };
  },
  steps: (security, { autoEnable, members }, scene) => {
    const wanted = scansOf(scene.settings.services.inspector?.scans ?? []);
    const isSo = Object.entries(wanted).every(([scan, on]) => (autoEnable?.[scan as keyof AutoEnable] ?? false) === on);
    return [
      ...(isSo ? [] : [enableForNew(wanted, security)]),
      ...openAccounts(scene)
        .filter(({ id }) => id !== security.account && !members.includes(id))
        .map(({ id, name }) =>
          request({
            says: `make account ${name} a member of Inspector in ${security.region}`,
            place: security,
            operation: 'AssociateMember',
            gives: inspectorMembers(security.region),
            send: (session) => session.client(Inspector2Client).send(new AssociateMemberCommand({ accountId: id })),
          }),
        ),
    ];
  },
  permissions: ({ services: { inspector } }) =>
    inspector
      ? {
          security: [
            'inspector2:AssociateMember',
            'inspector2:DescribeOrganizationConfiguration',
            'inspector2:ListMembers',
            'inspector2:UpdateOrganizationConfiguration',
          ],
        }
      : {},
});

/** Every scan there is, on or off, so that one taken out of the file goes off. */
function scansOf(scans: readonly InspectorScan[]): AutoEnable {
  return {
    ec2: scans.includes('ec2'),
    ecr: scans.includes('ecr'),
    lambda: scans.includes('lambda') || scans.includes('lambda-code'),
    lambdaCode: scans.includes('lambda-code'),
  };
}

function enableForNew(autoEnable: AutoEnable, security: Place) {
  const on = Object.keys(autoEnable).filter((scan) => autoEnable[scan as keyof AutoEnable]);
  return request({
    says: `keep Inspector on in new accounts in ${security.region}: ${on.join(', ') || 'no scans'}`,
    place: security,
    operation: 'UpdateOrganizationConfiguration',
    send: (session) =>
      session.client(Inspector2Client).send(new UpdateOrganizationConfigurationCommand({ autoEnable })),
  });
}
