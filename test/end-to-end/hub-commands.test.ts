import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { loadValid } from '../../bin/commands/load';
import { factsOf } from '../../lib/model/facts';
import { accountWithRole } from '../../lib/model/organization';
import { alertTopicName, ledgerTableName } from '../../lib/model/platform';
import { functionCredentials } from '../../lib/rehearsal/function-credentials';
import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { localSession } from '../../lib/rehearsal/local-aws/local-session';
import { Ledger } from '../../lib/remediation/ledger';
import type { LedgerRecord } from '../../lib/remediation/outcome';

const root = join(__dirname, '../..');
const { organization } = loadValid(root, 'example');
const facts = factsOf(organization);
const account = String(accountWithRole(organization, 'security').id);
const region = organization.homeRegion;
const arn = 'arn:aws:s3:::orders';
const record: LedgerRecord = {
  id: '0123456789abcdef',
  guardrail: 'buckets-stay-private',
  eventId: 'event-1',
  eventTime: '2026-11-21T10:00:00Z',
  resource: { type: 'AWS::S3::Bucket', id: 'orders', arn, account: '111122223333', region },
  actor: { kind: 'person', name: 'alice' },
  mode: 'enforce',
  state: 'waiting',
  finding: 'orders was opened',
  because: 'it lacks its block',
  startedAt: '2026-11-21T10:00:00Z',
};

let local: LocalAws;
let ledger: Ledger;
let environment: Readonly<Record<string, string | undefined>>;

beforeAll(async () => {
  local = await startLocalAws();
  const session = await localSession(local, { account, region, role: 'Operator' });
  const table = {
    TableName: ledgerTableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  } as const;
  await session.client(DynamoDBClient).send(new CreateTableCommand(table as never));
  await session.client(SNSClient).send(new CreateTopicCommand({ Name: alertTopicName }));
  ledger = new Ledger(session.client(DynamoDBClient), ledgerTableName);
  await ledger.write(record);
  await tellMoto('config', { lambda: { use_docker: false } });
  const credentials = await functionCredentials(local, `arn:aws:iam::${account}:role/Operator`, facts);
  environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...credentials,
    AWS_ENDPOINT_URL: local.endpoint,
    AWS_REGION: region,
  };
});
afterAll(() => local.stop());

const tellMoto = (path: string, body: object) =>
  fetch(`${local.endpoint}/moto-api/${path}`, { method: 'POST', body: JSON.stringify(body) });

/** The function answers this, whatever it is asked. */
const functionAnswers = (answer: object) =>
  tellMoto('static/lambda-simple/response', { results: [JSON.stringify(answer)], account_id: account, region });

function run(...parameters: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const command = [join(root, 'bin/breakwater.js'), ...parameters, '--org', 'example'];
  const child = spawn(process.execPath, command, { env: environment as NodeJS.ProcessEnv });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

test('fixes off stops every fix, and says who and why; fixes on resumes them', async () => {
  expect(await run('fixes', 'off', '--because', 'an outage')).toMatchObject({
    code: 0,
    said: expect.stringContaining('fixes are off in all of example'),
  });
  expect(await ledger.fixesOff()).toMatchObject({ because: 'an outage', by: expect.stringContaining('/Operator/') });
  await run('fixes', 'on', '--because', 'it is over');
  expect(await ledger.fixesOff()).toBeUndefined();
});

test.each([
  ['fixed', 'it lacks its block', 0],
  ['underway', 'it is begun', 0],
  ['waiting', 'it is no longer what was agreed to', 1],
])('approve says that it is %s', async (kind, because, code) => {
  await functionAnswers({ kind, because });
  expect(await run('approve', record.id)).toEqual({
    code,
    said: expect.stringContaining(`${arn}: ${kind}, ${because}`),
  });
});

test('undo says until when the resource is left alone', async () => {
  await functionAnswers({ undone: record.id });
  const { code, said } = await run('undo', record.id, '--days', '2');
  expect(said).toMatch(/arn:aws:s3:::orders is as it was before; no fix touches it until 20/);
  expect(code).toBe(0);
});

test('what nobody knows is refused, and said where ids come from', async () => {
  expect(await run('undo', 'nothing')).toMatchObject({
    code: 1,
    said: expect.stringContaining('take the id from the alert'),
  });
});
