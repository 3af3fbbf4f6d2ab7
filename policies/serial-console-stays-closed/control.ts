import { defineControl } from '../../lib/model/guardrail';

export const control = defineControl(() => [
  {
    policy: 'DECLARATIVE_POLICY_EC2',
    content: { ec2_attributes: { serial_console_access: { status: { '@@assign': 'disabled' } } } },
  },
  {
    // The key is the way in where an account had the console open before the policy came.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySerialConsole',
    actions: ['ec2:EnableSerialConsoleAccess', 'ec2-instance-connect:SendSerialConsoleSSHPublicKey'],
  },
]);
