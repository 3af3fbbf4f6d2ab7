import { guardrail } from '../../policies/instances-stay-patched';
import { characters, decided, type Request } from './decided';

const account = '111122223333';

const setting = (name: string) => `arn:aws:ssm:eu-west-1:${account}:servicesetting/ssm/${name}`;
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'ssm:DeregisterManagedInstance', is: 'DenyUnmanaging' },
  { action: 'ssm:RegisterDefaultPatchBaseline', is: 'DenyUnmanaging' },
  {
    action: 'ssm:ResetServiceSetting',
    resource: setting('managed-instance/default-ec2-instance-management-role'),
    is: 'DenyUnmanagingByDefault',
  },
  { action: 'ssm:UpdateServiceSetting', resource: setting('parameter-store/high-throughput-enabled'), is: 'allowed' },
  ...[
    'ssm:DeleteMaintenanceWindow',
    'ssm:UpdateMaintenanceWindowTask',
    'ssm:DeregisterTaskFromMaintenanceWindow',
  ].flatMap((action) => [
    { action, context: { 'aws:ResourceTag/breakwater:operations': 'patching' }, is: 'DenyChangingPatchWindows' },
    { action, is: 'allowed' },
  ]),
  { action: 'ssm:SendCommand', is: 'allowed' },
  { action: 'ssm:CreatePatchBaseline', is: 'allowed' },
  { action: 'ssm:PutParameter', is: 'allowed' },
];
test.each(requests)('$action on $resource: $is', ({ is, ...request }) => expect(decided(guardrail, request)).toBe(is));

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));
