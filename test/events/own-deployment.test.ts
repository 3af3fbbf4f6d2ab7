import { isOwnDeployment, madeByStack } from '../../lib/events/own-deployment';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { facts } from '../remediation/a-loop';

const made = (by: JsonObject, role = 'cdk-hnb659fds-cfn-exec-role-1', account = facts.logArchiveAccount) => {
  const sessionIssuer = { arn: `arn:aws:iam::${account}:role/${role}` };
  const { sourceIPAddress = '192.0.2.1', ...identity } = by;
  const userIdentity = { type: 'AssumedRole', sessionContext: { sessionIssuer }, ...identity };
  return { account, detail: { userIdentity, sourceIPAddress } } as unknown as EventBridgeEvent;
};
const invoked = { invokedBy: 'cloudformation.amazonaws.com' };

test.each([
  { title: 'CloudFormation, invoked', event: made(invoked), stack: true, own: true },
  {
    title: 'CloudFormation, as the source',
    event: made({ sourceIPAddress: 'cloudformation.amazonaws.com' }),
    stack: true,
    own: true,
  },
  { title: 'the security account', event: made(invoked, undefined, facts.securityAccount), stack: true, own: true },
  { title: 'the management account', event: made(invoked, undefined, facts.managementAccount), stack: true, own: true },
  { title: "a team's account", event: made(invoked, undefined, '111122223333'), stack: true, own: false },
  { title: 'another role through CloudFormation', event: made(invoked, 'Administrator'), stack: true, own: false },
  { title: 'the deploy role by hand', event: made({}), stack: false, own: false },
  { title: 'another service', event: made({ invokedBy: 'config.amazonaws.com' }), stack: false, own: false },
  { title: 'nothing to read', event: { detail: {} } as EventBridgeEvent, stack: false, own: false },
])('$title: by a stack $stack, of ours $own', ({ event, stack, own }) => {
  expect({ stack: madeByStack(event), own: isOwnDeployment(event, facts) }).toEqual({ stack, own });
});
