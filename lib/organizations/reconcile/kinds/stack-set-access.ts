import {
  ActivateOrganizationsAccessCommand,
  CloudFormationClient,
  DescribeOrganizationsAccessCommand,
} from '@aws-sdk/client-cloudformation';
import { defineKind, request } from '../kind';
import { management } from '../places';

/** StackSets that reach accounts through the organization. CloudFormation has a call of its own for its trusted access. */
export const stackSetAccess = defineKind<'access', string>({
  id: 'stack-set-access',
  // China's partition has no service-managed StackSets (2026-11).
  items: ({ settings }) => (settings.partition === 'aws-cn' ? [] : ['access']),
  place: (_, scene) => management(scene),
  nothing: 'DISABLED',
  read: async (_, { call, in: session }, scene) => {
    const client = session(management(scene)).client(CloudFormationClient);
    const { Status = 'DISABLED' } = await call('DescribeOrganizationsAccess', () =>
      client.send(new DescribeOrganizationsAccessCommand({})),
    );
    return Status;
  },
  steps: (_, status, scene) =>
    status === 'ENABLED'
      ? []
      : [
          request({
            says: 'let StackSets reach the accounts of the organization',
            place: management(scene),
            operation: 'ActivateOrganizationsAccess',
            send: (session) => session.client(CloudFormationClient).send(new ActivateOrganizationsAccessCommand({})),
          }),
        ],
  permissions: ({ partition }) => ({
    management:
      partition === 'aws-cn'
        ? []
        : ['cloudformation:DescribeOrganizationsAccess', 'cloudformation:ActivateOrganizationsAccess'],
  }),
});
