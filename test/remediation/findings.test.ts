import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type PublishCommandInput, SNSClient } from '@aws-sdk/client-sns';
import type { EventBridgeEvent } from '../../lib/model/finding';
import { handler } from '../../lib/remediation/findings';
import { serviceFindingsOf } from '../../lib/remediation/service-finding';
import { Table } from './a-table';
import { findingEvents } from './finding-events';

const { guardDuty, macie, accessAnalyzer, inspector, securityHub } = findingEvents;

test.each([
  [
    guardDuty(),
    {
      service: 'GuardDuty',
      level: 'high',
      title: 'i-99999999 is performing SSH brute force attacks against 198.51.100.0.',
    },
  ],
  [guardDuty({ severity: 9 }), { level: 'critical' }],
  [guardDuty({ severity: 4.5 }), { level: 'medium' }],
  [guardDuty({ severity: 2 }), { level: 'low' }],
  [macie(), { service: 'Macie', level: 'high', resource: 'arn:aws:s3:::orders' }],
  [accessAnalyzer(), { service: 'Access Analyzer', level: 'high', title: 'Anybody can reach arn:aws:s3:::orders' }],
  [accessAnalyzer({ isPublic: false }), { level: 'medium' }],
  [inspector(), { service: 'Inspector', level: 'high', resource: 'i-99999999', region: 'eu-west-1' }],
  [securityHub(), { service: 'Security Hub', level: 'high', resource: 'arn:aws:s3:::orders' }],
])('finding %# is read, with the account it is about and not the one that tells it', (event, expected) => {
  const region = event.source === 'aws.inspector2' ? 'eu-west-1' : 'eu-central-1';
  expect(serviceFindingsOf(event)).toMatchObject([{ account: '111122223333', region, ...expected }]);
});

test('what is no finding is nothing to tell', () => {
  expect(serviceFindingsOf({ ...guardDuty(), source: 'aws.s3' })).toEqual([]);
  expect(serviceFindingsOf({ ...guardDuty(), detail: {} })).toEqual([]);
});

describe('the function', () => {
  const told: PublishCommandInput[] = [];
  let publishes: () => void;

  beforeEach(() => {
    told.length = 0;
    publishes = () => {};
    const table = new Table();
    jest.spyOn(DynamoDBClient.prototype, 'send').mockImplementation((command) => table.send(command as never));
    jest.spyOn(SNSClient.prototype, 'send').mockImplementation(async (command) => {
      publishes();
      told.push(command.input as PublishCommandInput);
    });
  });
  afterEach(() => jest.restoreAllMocks());

  const hear = (...events: readonly EventBridgeEvent[]) =>
    handler({
      Records: events.map((event, index) => ({ messageId: `message-${index}`, body: JSON.stringify(event) })),
    } as never);

  it('says what, where and how bad', async () => {
    await hear(macie());
    expect(told).toHaveLength(1);
    expect(told[0]?.Subject).toBe('Macie: high in 111122223333: The S3 object contains credentials');
    expect(told[0]?.Message?.split('\n')).toEqual([
      'What     The S3 object contains credentials',
      'Details  The S3 object contains credentials such as keys.',
      'Severity high, says Macie',
      'Resource arn:aws:s3:::orders',
      'Where    account 111122223333, eu-central-1',
      'Finding  64b917aa',
    ]);
  });

  it('tells a finding once, however often the service repeats it', async () => {
    await hear(guardDuty(), guardDuty({ service: { archived: false, count: 4 } }));
    await hear(guardDuty({ severity: 5 }));
    expect(told).toHaveLength(1);
  });

  it('tells it once more when it gets worse', async () => {
    await hear(guardDuty());
    await hear(guardDuty({ severity: 9.1 }));
    expect(told.map(({ Subject }) => Subject?.slice(0, 19))).toEqual(['GuardDuty: high in ', 'GuardDuty: critical']);
  });

  it('gives back what could not be told, and tells the rest', async () => {
    let calls = 0;
    publishes = () => {
      if (calls++ === 0) throw new Error('Throttled');
    };
    const { batchItemFailures } = await hear(guardDuty(), macie());
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
    await hear(guardDuty());
    expect(told).toHaveLength(2);
  });
});
