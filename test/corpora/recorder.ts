/**
 * Real CloudTrail records against the recorder: the call is rebuilt from each record, recorded by us, and the two compared
 * by shape (which keys, which kinds of value, which kinds of list). Names are looked up leniently when a call is rebuilt,
 * so that a shape of ours that is wrong does not find its own way back.
 *
 *   node -r ts-node/register test/corpora/recorder.ts DIR
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isObject, type Json } from '../../lib/model/json';
import type { Call, Values } from '../../lib/rehearsal/recorder/call';
import { isDataEvent } from '../../lib/rehearsal/recorder/data-event';
import { eventNameOf } from '../../lib/rehearsal/recorder/event-name';
import { isReadOnly } from '../../lib/rehearsal/recorder/read-only';
import { type Outcome, recordOf } from '../../lib/rehearsal/recorder/record-of';
import { type OperationModel, operationModel } from '../../lib/rehearsal/recorder/sdk-schema';
import { serviceOf } from '../../lib/rehearsal/recorder/services';
import { rebuiltInput, rebuiltOutput } from './rebuilt';
import { shapeOf } from './shape-of';

interface RealRecord {
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly errorCode?: string;
  readonly requestParameters?: Json;
  readonly responseElements?: Json;
  readonly readOnly?: boolean;
  readonly managementEvent?: boolean;
  readonly userIdentity?: { readonly type?: string };
}

/** Event source → package and service id, of the clients that are installed. */
const clients: Readonly<Record<string, readonly [string, string]>> = {
  'cloudformation.amazonaws.com': ['@aws-sdk/client-cloudformation', 'CloudFormation'],
  'dynamodb.amazonaws.com': ['@aws-sdk/client-dynamodb', 'DynamoDB'],
  'ec2.amazonaws.com': ['@aws-sdk/client-ec2', 'EC2'],
  'organizations.amazonaws.com': ['@aws-sdk/client-organizations', 'Organizations'],
  's3.amazonaws.com': ['@aws-sdk/client-s3', 'S3'],
  'sns.amazonaws.com': ['@aws-sdk/client-sns', 'SNS'],
  'sts.amazonaws.com': ['@aws-sdk/client-sts', 'STS'],
};

/** Other services, for what can be said of a denial without their clients. */
const otherServices = ['AppSync', 'Bedrock', 'CloudTrail', 'CloudWatch Logs', 'Config Service', 'ECS', 'EFS', 'EKS']
  .concat(['Elastic Load Balancing v2', 'EventBridge', 'GuardDuty', 'IAM', 'KMS', 'Lambda', 'RDS', 'SESv2', 'SSM'])
  .concat(['Secrets Manager', 'WAFV2']);

/** Where AWS itself is of two minds, or wrote what no SDK model knows; one line each, with the reason. */
const known: Readonly<Record<string, string>> = {
  'ec2:CreateInternetGateway responseElements': 'a field `association` that no model has',
  'ec2:DescribeAvailabilityZones requestParameters': 'one console version of many leaves `filterSet` out',
  'ec2:DescribeVpcClassicLink requestParameters': 'retired; the only operation with `item` for `items`',
  'ec2:DisassociateRouteTable responseElements': 'a field `associationState` that no model has',
  'ec2:ModifyImageAttribute requestParameters': 'contradictory parameters were not recorded at all',
};

let passed = 0;
const failures = new Map<string, number>();
const excused = new Set<string>();

function expectSame(what: string, ours: unknown, real: unknown): void {
  if (ours === real) {
    passed += 1;
    return;
  }
  if (known[what.slice(what.indexOf(' ') + 1)]) {
    excused.add(what.slice(what.indexOf(' ') + 1));
    return;
  }
  const failure = `${what}\n    ours ${ours}\n    real ${real}`;
  failures.set(failure, (failures.get(failure) ?? 0) + 1);
}

const directory = process.argv[2];
if (!directory) throw new Error('usage: node -r ts-node/register test/corpora/recorder.ts DIR');
for (const [origin, record] of realRecords(directory)) check(origin, record);
for (const [failure, times] of failures) console.log(`FAILED (${times} times) ${failure}`);
const failed = [...failures.values()].reduce((sum, times) => sum + times, 0);
for (const what of excused) console.log(`known: ${what}: ${known[what]}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function check(origin: string, real: RealRecord): void {
  const what = `${origin} ${real.eventSource.replace('.amazonaws.com', '')}:${real.eventName}`;
  const source = real.eventSource.replace('.amazonaws.com', '');
  const operation = real.eventName.replace(/\d{8}(v\d)?$/, '');
  if (real.readOnly !== undefined) expectSame(`${what} readOnly`, isReadOnly(source, operation), real.readOnly);
  if (real.managementEvent !== undefined) {
    expectSame(`${what} managementEvent`, !isDataEvent(source, real.eventName), real.managementEvent);
  }
  checkDenial(what, source, real);
  checkKeys(what, source, real);
  const model = modelOf(real);
  if (model) checkShapes(what, real, ...model);
}

function checkDenial(what: string, source: string, real: RealRecord): void {
  const service = otherServices.map(serviceOf).find((candidate) => candidate.source === source);
  if (!service || real.errorCode !== 'AccessDenied') return;
  expectSame(
    `${what} records what was denied`,
    service.recordsDeniedParameters ?? false,
    isObject(real.requestParameters),
  );
}

/** Of services whose client is not installed, this much can be said: how their members' names begin. */
function checkKeys(what: string, source: string, { requestParameters }: RealRecord): void {
  const spelt: Readonly<Record<string, string>> = { account: 'Account', ce: 'Cost Explorer' };
  const isElse = ['s3', 'ec2', 'cloudshell', 'devops-guru', 'resource-explorer-2', 'signin'].includes(source);
  if (isElse || !isObject(requestParameters)) return;
  const begins = Object.keys(requestParameters).every((key) => /^[A-Z]/.test(key));
  expectSame(`${what} keys as written`, serviceOf(spelt[source] ?? source).keysAsWritten ?? false, begins);
}

function checkShapes(what: string, real: RealRecord, serviceId: string, model: OperationModel): void {
  const service = serviceOf(serviceId);
  const region = real.awsRegion;
  const ids = { eventId: 'e', requestId: 'r' };
  const caller = {
    account: '111122223333',
    partition: 'aws',
    path: '/',
    name: 'R',
    sessionName: 's',
    roleId: 'AROA',
    accessKeyId: 'ASIA',
  } as const;
  const input = rebuiltInput(real.requestParameters ?? null, model, service.style);
  const call: Call = { serviceId, service, model, input, region, caller, time: new Date(0) };
  const ours = recordOf(call, outcomeOf(real, model, service.style), ids);
  expectSame(`${what} eventName`, ours.eventName, real.eventName);
  expectSame(`${what} eventSource`, ours.eventSource, real.eventSource);
  expectSame(
    `${what} requestParameters`,
    shapeOf(withoutSdkMark(ours.requestParameters)),
    shapeOf(withoutSdkMark(real.requestParameters)),
  );
  expectSame(`${what} responseElements`, shapeOf(ours.responseElements), shapeOf(real.responseElements));
  expectSame(`${what} errorCode`, ours.errorCode, real.errorCode);
}

/** `x-id` is what some SDKs add to S3's queries and others do not. */
function withoutSdkMark(parameters: unknown): unknown {
  if (!isObject(parameters)) return parameters;
  const { 'x-id': _, ...rest } = parameters;
  return rest;
}

function outcomeOf(real: RealRecord, model: OperationModel, style: 'ec2' | 's3' | 'json'): Outcome {
  const code = real.errorCode?.replace(/^(Client|Server)\./, '');
  if (!code) return { kind: 'succeeded', output: rebuiltOutput(real.responseElements ?? null, model, style) };
  if (/^(AccessDenied|UnauthorizedOperation)/.test(code)) return { kind: 'denied', message: 'no' };
  const fault = real.errorCode?.startsWith('Server.') ? 'server' : 'client';
  return { kind: 'failed', code, message: 'no', fault };
}

function modelOf({ eventSource, eventName, requestParameters }: RealRecord): [string, OperationModel] | undefined {
  const [packageName, serviceId] = clients[eventSource] ?? [];
  if (!packageName || !serviceId) return undefined;
  const commands = require(packageName) as Readonly<Record<string, unknown>>;
  const name = Object.keys(commands).find(
    (key) => key.endsWith('Command') && eventNameOf(serviceId, key.slice(0, -7)) === eventName,
  );
  if (!name) return undefined;
  // One and the same name, but another API: S3 Control's records come from S3 as well.
  if (isObject(requestParameters) && String(requestParameters.Host).includes('s3-control')) return undefined;
  const Command = commands[name] as new (input: Values) => { readonly schema: unknown };
  return [serviceId, operationModel(new Command({}).schema)];
}

/** Records as AWS wrote them; collections whose events were edited or made up are left out. */
function realRecords(from: string): readonly (readonly [string, RealRecord])[] {
  const lines = ['invictus/events.jsonl', 'traildiscover/events.jsonl'].flatMap((file) =>
    readFileSync(join(from, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [file, (JSON.parse(line) as { event: unknown }).event] as const),
  );
  const folders = [join(from, 'stratus', 'normalized'), join(from, 'stratus', 'supplement-invictus')];
  const files = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((file) => {
      const content: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const events = Array.isArray(content)
        ? content
        : isObject(content)
          ? ((content.events ?? content.Records) as unknown[])
          : [];
      return (events ?? []).map((event) => [`stratus/${basename(file, '.json')}`, event] as const);
    }),
  );
  return [...lines, ...files].filter(
    (pair): pair is [string, RealRecord] => isObject(pair[1]) && 'eventName' in pair[1],
  );
}
