import type { Assembly } from '../../lib/assembly/assembly';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { Hub } from '../../lib/rehearsal/hub';

const account = '111122223333';
const region = 'eu-west-1';
const management = '000000000001';
const elsewhere = 'eu-north-1';
const reads = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

interface States {
  readonly forwarding?: string;
  readonly hub?: string;
}

/** A hub with one function, whose events pass one rule in the account and one in the hub. */
function aHub(pattern: JsonObject, { forwarding, hub }: States = {}): Hub {
  const rule = (state: string | undefined, more: JsonObject) => ({
    Type: 'AWS::Events::Rule',
    Properties: { EventPattern: pattern, ...(state !== undefined && { State: state }), ...more },
  });
  const toHub = { Targets: [{ Id: 'Hub', Arn: 'arn:hub', RoleArn: 'arn:role' }] };
  const stack = (id: string, where: string, Resources: JsonObject) => ({
    id,
    name: id,
    account: where,
    region,
    template: { Resources },
    bytes: 0,
    after: [],
    stackSets: [],
  });
  return new Hub({
    directory: '/nowhere',
    stacks: [
      stack('baseline', account, {
        Forward: rule(forwarding, toHub),
      }),
      {
        ...stack('stack-sets', management, {}),
        stackSets: [
          {
            logicalId: 'S',
            name: 's',
            bytes: 0,
            units: [],
            regions: [elsewhere],
            template: { Resources: { Forward: rule(forwarding, toHub) } },
          },
        ],
      },
      stack('hub', '222233334444', {
        Hear: rule(hub, { EventBusName: 'hub', Targets: [{ Id: 'Queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }] }),
        Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'runs' } },
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            FunctionName: 'breakwater-doors',
            Code: { S3Key: 'abc.zip' },
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          },
        },
        Source: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Function' } },
        },
      }),
    ],
  } as unknown as Assembly);
}

const read = {
  eventSource: 'secretsmanager.amazonaws.com',
  eventName: 'GetSecretValue',
  eventType: 'AwsApiCall',
  awsRegion: region,
  recipientAccountId: account,
  managementEvent: true,
  readOnly: true,
};
const guardDuty: EventBridgeEvent = {
  version: '0',
  id: 'e-1',
  'detail-type': 'GuardDuty Finding',
  source: 'aws.guardduty',
  account,
  time: '2026-11-21T10:00:00Z',
  region,
  resources: [],
  detail: { severity: 8 },
};

test.each([
  [{ forwarding: reads, hub: reads }, 'delivered'],
  [{ hub: reads }, 'GetSecretValue only reads; rules get it in state'],
  [{ forwarding: reads }, 'in the hub GetSecretValue only reads'],
])('a call that only reads passes where both rules are offered it: %j', (states, outcome) => {
  const hub = aHub({ source: ['aws.secretsmanager'] }, states);
  const route = hub.route(read, hub.functions[0] as never);
  expect(route.kind === 'lost' ? route.because : route.kind).toContain(outcome);
});

test.each([
  ['one that is watched', { source: ['aws.guardduty'] }, {}, 'delivered'],
  ['one nobody watches', { source: ['aws.health'] }, {}, 'no forwarding rule in eu-west-1 matches aws.guardduty'],
  ['one whose rule is disabled', { source: ['aws.guardduty'] }, { forwarding: 'DISABLED' }, 'the rule is disabled'],
])('an event of a service needs no trail: %s', (_, pattern, states, outcome) => {
  const hub = aHub(pattern, states);
  const route = hub.routeEvent(guardDuty, hub.functions[0] as never);
  expect(route.kind === 'lost' ? route.because : route.kind).toContain(outcome);
});

test.each([
  ['a member account', account, 'delivered'],
  ['the account that holds them, which CloudFormation deploys none to', management, 'no forwarding rule in eu-north-1'],
])('stack sets carry the events of %s', (_, whose, outcome) => {
  const hub = aHub({ source: ['aws.guardduty'] });
  const route = hub.routeEvent({ ...guardDuty, account: whose, region: elsewhere }, hub.functions[0] as never);
  expect(route.kind === 'lost' ? route.because : route.kind).toContain(outcome);
});
