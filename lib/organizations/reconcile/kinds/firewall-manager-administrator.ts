import { AssociateAdminAccountCommand, FMSClient, GetAdminAccountCommand } from '@aws-sdk/client-fms';
import { appoint } from '../appoint';
import { defineKind } from '../kind';
import { unlessMissing } from '../missing';
import { globalPlace } from '../places';
import { trustIn } from './trusted-access';

/** The security account administers Firewall Manager. It is named once, where global services answer. */
export const firewallManagerAdministrator = defineKind<string, string | undefined>({
  id: 'firewall-manager-administrator',
  items: ({ settings: { firewallManager, securityAccount } }) =>
    firewallManager && securityAccount ? [securityAccount] : [],
  place: (_, scene) => globalPlace(scene),
  needs: () => [trustIn('fms.amazonaws.com')],
  nothing: undefined,
  read: async (_, { call, in: session }, scene) => {
    const client = session(globalPlace(scene)).client(FMSClient);
    const answer = await unlessMissing(
      call('GetAdminAccount', () => client.send(new GetAdminAccountCommand({}))),
      'ResourceNotFoundException',
    );
    return answer?.RoleStatus === 'DELETED' ? undefined : answer?.AdminAccount;
  },
  steps: (account, incumbent, scene) =>
    appoint({
      office: 'the administrator of Firewall Manager',
      account,
      incumbent,
      place: globalPlace(scene),
      operation: 'AssociateAdminAccount',
      send: (session) => session.client(FMSClient).send(new AssociateAdminAccountCommand({ AdminAccount: account })),
    }),
  permissions: ({ firewallManager }) =>
    firewallManager
      ? {
          management: [
            'fms:AssociateAdminAccount',
            'fms:GetAdminAccount',
            // Firewall Manager asks for these on the caller's behalf.
            'organizations:DescribeAccount',
            'organizations:ListDelegatedAdministrators',
            'organizations:RegisterDelegatedAdministrator',
          ],
        }
      : {},
  remedies: {
    InvalidOperationException: 'Firewall Manager is still taking its former administrator away; the next run goes on',
  },
});
