import { defineControl } from '../../lib/model/guardrail';
import { deployers } from './deployers';

export const control = defineControl(({ partition }) => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLosingLogs',
    actions: [
      'logs:DeleteAccountPolicy',
      'logs:DeleteDelivery*',
      'logs:DeleteDestination',
      'logs:DeleteLogGroup',
      'logs:DeleteLogStream',
      'logs:DeleteResourcePolicy',
      'logs:DeleteSubscriptionFilter',
      'logs:DisassociateKmsKey',
      'logs:PutRetentionPolicy',
    ],
    condition: {
      ArnNotLike: { 'aws:PrincipalArn': deployers(partition) },
      // A stack that is deployed with somebody's own rights.
      'ForAllValues:StringNotEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
    },
  },
]);
