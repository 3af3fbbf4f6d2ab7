import { defineControl } from '../../lib/model/guardrail';
import { deployRoles } from '../../lib/model/platform';

export const control = defineControl(({ accounts, partition }) => {
  const network = accounts.find(({ role }) => role === 'network')?.id;
  return [
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyNetworkLogTampering',
      actions: [
        'ec2:DeleteFlowLogs',
        'route53:DeleteQueryLoggingConfig',
        'route53resolver:DeleteResolverQueryLogConfig',
        'route53resolver:DisassociateResolverQueryLogConfig',
        'vpc-lattice:DeleteAccessLogSubscription',
        'vpc-lattice:UpdateAccessLogSubscription',
      ],
      // The stacks of the network account own the networks, and what they log.
      ...(network && { condition: { ArnNotLike: { 'aws:PrincipalArn': [deployRoles(partition, network)] } } }),
    },
  ];
});
