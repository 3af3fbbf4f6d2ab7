import fc from 'fast-check';
import { actorOf } from '../../lib/events/actor';
import type { Actor, EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';

const account = '111122223333';

const event = (userIdentity: JsonObject, detail: JsonObject = {}): EventBridgeEvent => ({
  version: '0',
  id: 'e-1',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.ec2',
  account,
  time: '2026-11-21T10:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: { userIdentity, sourceIPAddress: '192.0.2.7', userAgent: 'breakwater', ...detail },
});

const session = (role: string, name: string, context: JsonObject = {}, inAccount = account): JsonObject => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE:${name}`,
  arn: `arn:aws:sts::${inAccount}:assumed-role/${role.slice(role.lastIndexOf('/') + 1)}/${name}`,
  accountId: inAccount,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      arn: `arn:aws:iam::${inAccount}:role/${role}`,
      accountId: inAccount,
      userName: role.slice(role.lastIndexOf('/') + 1),
    },
    webIdFederationData: {},
    ...context,
  },
});

const user: JsonObject = {
  type: 'IAMUser',
  arn: `arn:aws:iam::${account}:user/ops/jo`,
  accountId: account,
  userName: 'jo',
};
const root: JsonObject = { type: 'Root', arn: `arn:aws:iam::${account}:root`, accountId: account };
const federated = (issuer: JsonObject): JsonObject => ({
  type: 'FederatedUser',
  arn: `arn:aws:sts::${account}:federated-user/jo`,
  sessionContext: { sessionIssuer: issuer },
});
const web = { federatedProvider: 'accounts.google.com', attributes: {} };

it.each<[string, JsonObject, Actor['kind'], string]>([
  ['an IAM user', user, 'person', 'jo'],
  [
    'an IAM user through CloudFormation',
    { ...user, invokedBy: 'cloudformation.amazonaws.com' },
    'person',
    'jo through cloudformation.amazonaws.com',
  ],
  [
    'a session of Identity Center',
    session('aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_1a2b', 'jo@example.org'),
    'person',
    'jo@example.org',
  ],
  [
    'a user of Identity Center',
    { type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1' }, principalId: 'u-1' },
    'person',
    'u-1',
  ],
  ['a role on behalf of a person', { ...session('QuickSight', 'q'), onBehalfOf: { userId: 'u-1' } }, 'person', 'q'],
  ['a SAML user', { type: 'SAMLUser', principalId: 'x:jo', userName: 'jo' }, 'person', 'jo'],
  ['a web identity', { type: 'WebIdentityUser', userName: 'jo' }, 'person', 'jo'],
  ['a session of a web identity', session('App', 'jo', { webIdFederationData: web }), 'person', 'jo'],
  ['a federated user', federated({ type: 'IAMUser', userName: 'broker' }), 'person', 'jo'],
  ['a role session', session('deploy/Pipeline', 'build-7'), 'role', 'Pipeline/build-7'],
  ['an instance', session('WebServer', 'i-0123456789abcdef0'), 'role', 'WebServer/i-0123456789abcdef0'],
  [
    'a role without its issuer',
    { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/Any/s` },
    'role',
    's',
  ],
  [
    'a user of another account',
    { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '999999999999' },
    'person',
    'AIDAEXAMPLE',
  ],
  ['a role of another account', { type: 'AWSAccount', principalId: 'AROAEXAMPLE:s' }, 'role', 'AROAEXAMPLE:s'],
  ['another account', { type: 'AWSAccount', principalId: 'EXAMPLE' }, 'unknown', 'EXAMPLE'],
  ['a service', { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' }, 'service', 'autoscaling.amazonaws.com'],
  ['a service event', { accountId: account, invokedBy: 'AWS Internal' }, 'service', 'AWS Internal'],
  [
    'a service-linked role',
    session('aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS', 's'),
    'service',
    'AWSServiceRoleForRDS',
  ],
  ['the root user', root, 'root', 'root'],
  ['the root user in the console', { ...root, invokedBy: 'signin.amazonaws.com' }, 'root', 'root'],
  ['a session of sts:AssumeRoot', { type: 'AssumedRole', sessionContext: { assumedRoot: 'true' } }, 'root', 'root'],
  ['a session the root user federated', federated({ type: 'Root' }), 'root', 'root'],
  ['somebody who broke the glass', session('breakwater/breakwater-break-glass', 'ada'), 'break-glass', 'ada'],
  ['who asks to', session('breakwater/breakwater-break-glass-operator', 'ada'), 'break-glass', 'ada'],
  ['a role that sounds like it', session('breakwater-break-glass', 'ada'), 'role', 'breakwater-break-glass/ada'],
  ['a fix of ours', session('breakwater/breakwater-fix-buckets-stay-private', 'fix'), 'platform', 'fix'],
  [
    'a StackSet',
    { ...session('stacksets-exec-1a2b3c', 'AWSCloudFormation'), invokedBy: 'stacksets.cloudformation.amazonaws.com' },
    'platform',
    'AWSCloudFormation through stacksets.cloudformation.amazonaws.com',
  ],
  [
    'a role of our name in another account',
    session('breakwater/breakwater-fix-x', 's', {}, '999999999999'),
    'role',
    'breakwater-fix-x/s',
  ],
  ['a role whose path pretends', session(`x:role/breakwater/evil`, 's'), 'role', 'evil/s'],
  ['a role named like our path', session('breakwater-admin', 's'), 'role', 'breakwater-admin/s'],
  ['an unknown type', { type: 'Unknown', userName: 'jo' }, 'unknown', 'jo'],
  ['nobody', {}, 'unknown', 'unknown'],
])('%s', (_, userIdentity, kind, name) => {
  expect(actorOf(event(userIdentity), { partition: 'aws' })).toMatchObject({ kind, name });
});

it('takes a sign-in or a console session for a person', () => {
  const identity = session('Admin', 'jo');
  expect(actorOf(event(identity, { eventType: 'AwsConsoleSignIn' }), { partition: 'aws' }).kind).toBe('person');
  expect(actorOf(event(identity, { sessionCredentialFromConsole: 'true' }), { partition: 'aws' }).kind).toBe('person');
});

it('gives the principal and the address, but no service for an address', () => {
  expect(actorOf(event(user), { partition: 'aws' })).toEqual({
    kind: 'person',
    arn: `arn:aws:iam::${account}:user/ops/jo`,
    name: 'jo',
    sourceIp: '192.0.2.7',
  });
  const through = event(user, { sourceIPAddress: 'cloudformation.amazonaws.com' });
  expect(actorOf(through, { partition: 'aws' })).not.toHaveProperty('sourceIp');
});

it('knows the platform by the partition', () => {
  const ours = event(session('breakwater/breakwater-fix-x', 's'));
  expect(actorOf(ours, { partition: 'aws-us-gov' }).kind).toBe('role');
});

it('takes nobody for the platform where the event names no account', () => {
  const ours = { ...event(session('breakwater/breakwater-fix-x', 's')), account: '*' };
  expect(actorOf(ours, { partition: 'aws' }).kind).toBe('role');
});

it('does not believe the user agent', () => {
  fc.assert(
    fc.property(fc.string(), (userAgent) => {
      const told = event(session('Any', 's'), { userAgent });
      expect(actorOf(told, { partition: 'aws' })).toEqual(actorOf(event(session('Any', 's')), { partition: 'aws' }));
    }),
  );
});

it('never throws', () => {
  const odd = fc.record(
    {
      account: fc.anything(),
      detail: fc.record(
        {
          userIdentity: fc.record(
            {
              type: fc.oneof(
                fc.constantFrom('AssumedRole', 'IAMUser', 'AWSAccount', 'Root', 'AWSService'),
                fc.anything(),
              ),
              arn: fc.anything(),
              sessionContext: fc.record({ sessionIssuer: fc.anything(), webIdFederationData: fc.anything() }),
            },
            { requiredKeys: [] },
          ),
          sourceIPAddress: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(odd, fc.anything()), (any) => {
      expect(typeof actorOf(any as EventBridgeEvent, { partition: 'aws' }).name).toBe('string');
    }),
  );
});
