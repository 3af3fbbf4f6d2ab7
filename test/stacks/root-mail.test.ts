import { checkCompliance } from '../../lib/constructs/compliance/nag';
import { validatePattern } from '../../lib/events/pattern/validate-pattern';
import type { EventPattern } from '../../lib/model/guardrail';
import { isObject, type Json, type JsonObject } from '../../lib/model/json';
import { resourcesOfType, type Template } from '../../lib/model/template';
import { deployOrder } from '../../stacks/deploy-order';
import { matches } from '../events/matches';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const rootMail = { address: 'aws@root.example.com', receive: 'eu-west-1' };
const stackOf = (organization = anOrganization({ rootMail })) =>
  synthesize(organization, checkCompliance).stacks.find(({ name }) => name === 'breakwater-root-mail');
const stack = stackOf();
const template = stack?.template as Template;
const all = (type: string) => resourcesOfType(template, type).map(([, { Properties }]) => Properties as JsonObject);

/** What Amazon SES tells of a mail that it put into a bucket. */
const notification = (subject: string) => ({
  notificationType: 'Received',
  mail: {
    source: 'no-reply@signin.aws',
    messageId: 'o3vrnil0e2ic28tr',
    destination: ['aws+orders-prod@root.example.com'],
    commonHeaders: { from: ['AWS <no-reply@signin.aws>'], subject },
  },
  receipt: {
    recipients: ['aws+orders-prod@root.example.com'],
    dkimVerdict: { status: 'PASS' },
    action: { type: 'S3', bucketName: 'breakwater-root-mail', objectKey: 'mail/o3vrnil0e2ic28tr' },
  },
});

it.each([
  ['Amazon Web Services Password Assistance', '1'],
  ['Your AWS account root user MFA device was deactivated', '1'],
  ['Verify your new AWS account email address', '1'],
  ['=?UTF-8?B?UGFzc3dvcmQ=?=', '1'],
  ['Your AWS invoice is available', '3'],
  ['[Action Required] "Amazon EC2" maintenance in {eu-west-1}', '3'],
])('a mail "%s" becomes one OpsItem of severity %s', (subject, severity) => {
  const event = {
    source: 'breakwater.root-mail',
    'detail-type': 'Mail to a root user',
    detail: JSON.parse(filled(pipe().InputTemplate, { body: notification(subject) })) as JsonObject,
  };
  const heard = all('AWS::Events::Rule').filter(({ EventPattern }) => matches(EventPattern as EventPattern, event));
  const items = heard.map(({ Targets }) => {
    const { InputPathsMap, InputTemplate } = (
      Targets as unknown as readonly [{ readonly InputTransformer: Transformer }]
    )[0].InputTransformer;
    const named = InputTemplate.replace(/<(\w+)>/g, (_, name: string) => `<${InputPathsMap[name]}>`);
    return JSON.parse(filled(named, event));
  });
  expect(items).toMatchObject([
    {
      title: subject,
      severity,
      category: 'Security',
      operationalData: {
        to: { value: 'aws+orders-prod@root.example.com' },
        object: { value: 'mail/o3vrnil0e2ic28tr' },
      },
    },
  ]);
});

it('patterns are such as EventBridge takes', () => {
  for (const { EventPattern } of all('AWS::Events::Rule')) expect(validatePattern(EventPattern)).toBeUndefined();
});

it('tells nothing of what a mail says, but its header', () => {
  expect(JSON.stringify(pipe())).not.toMatch(/content/);
  const [{ Rule }] = all('AWS::SES::ReceiptRule') as unknown as readonly [{ readonly Rule: JsonObject }];
  expect(Rule.Actions).toEqual([
    { S3Action: { BucketName: expect.anything(), ObjectKeyPrefix: 'mail/', TopicArn: expect.anything() } },
  ]);
});

it('lets Amazon SES put mail there for this rule, and nobody else', () => {
  const [{ PolicyDocument }] = all('AWS::S3::BucketPolicy').filter(
    ({ Bucket }) => !String(Bucket).endsWith('-reads'),
  ) as unknown as readonly [{ readonly PolicyDocument: JsonObject }];
  const allowed = (PolicyDocument.Statement as readonly JsonObject[]).filter(({ Effect }) => Effect === 'Allow');
  expect(allowed).toEqual([
    {
      Sid: 'ServiceWrites',
      Effect: 'Allow',
      Principal: { Service: 'ses.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::breakwater-root-mail-000000000003-eu-west-1/mail/*',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '000000000003' },
        ArnEquals: {
          'aws:SourceArn':
            'arn:aws:ses:eu-west-1:000000000003:receipt-rule-set/breakwater-root-mail:receipt-rule/breakwater-root-mail',
        },
      },
    },
  ]);
});

it('says every hour which rules are active, since CloudFormation cannot', () => {
  expect(all('AWS::Scheduler::Schedule')).toMatchObject([
    {
      ScheduleExpression: 'rate(1 hour)',
      Target: {
        Arn: 'arn:aws:scheduler:::aws-sdk:ses:setActiveReceiptRuleSet',
        Input: '{"RuleSetName":"breakwater-root-mail"}',
      },
    },
  ]);
});

it('raises the alarm for the rule about credentials', () => {
  const alarm = all('AWS::CloudWatch::Alarm').find(({ MetricName }) => MetricName === 'MatchedEvents');
  expect(alarm?.Dimensions).toEqual([{ Name: 'RuleName', Value: 'breakwater-root-mail-alarming' }]);
  expect(all('AWS::Events::Rule').map(({ Name }) => Name)).toContain('breakwater-root-mail-alarming');
});

it('is in the security account, where it was asked for', () => {
  expect([stack?.account, stack?.region]).toEqual(['000000000003', 'eu-west-1']);
  expect(stackOf(anOrganization({ rootMail: { ...rootMail, receive: 'eu-central-1' } }))?.region).toBe('eu-central-1');
});

it.each([
  ['nobody wants it', anOrganization()],
  ['addresses are planned only', anOrganization({ rootMail: { address: 'aws@root.example.com' } })],
])('is not there where %s', (_, organization) => {
  expect(synthesize(organization).stacks.map(({ name }) => name)).not.toContain('breakwater-root-mail');
  expect(deployOrder(organization).map(({ stack: name }) => name)).not.toContain('breakwater-root-mail');
});

interface Transformer {
  readonly InputPathsMap: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

function pipe(): { readonly InputTemplate: string } {
  const [{ TargetParameters }] = all('AWS::Pipes::Pipe') as unknown as readonly [
    { readonly TargetParameters: { readonly InputTemplate: string } },
  ];
  return TargetParameters;
}

/** As EventBridge does it: inside quotes a value is its text, outside it is JSON. */
function filled(inputTemplate: string, event: JsonObject): string {
  return inputTemplate.replace(/("?)<\$\.([^>]+)>("?)/g, (_, quote: string, path: string, end: string) => {
    const keys = path.split(/[.[\]]+/).filter(Boolean);
    const value = keys.reduce<Json | undefined>(
      (place, key) =>
        Array.isArray(place) ? place[Number(key)] : isObject(place) ? (place as JsonObject)[key] : undefined,
      event,
    );
    return quote ? `${quote}${value}${end}` : JSON.stringify(value);
  });
}
