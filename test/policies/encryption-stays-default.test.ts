import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/encryption-stays-default';
import { fix } from '../../policies/encryption-stays-default/fix';
import { monitor } from '../../policies/encryption-stays-default/monitor';
import { facts } from '../remediation/a-loop';
import { aSession } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const account = '111122223333';
const theirs = 'arn:aws:kms:eu-west-1:999900001111:key/k';
const ours = `arn:aws:kms:eu-west-1:${account}:key/k`;
const choose = (KmsKeyId: string): JsonObject => ({ ModifyEbsDefaultKmsKeyIdRequest: { KmsKeyId } });
const denied = 'Client.UnauthorizedOperation';

interface Case {
  readonly eventName: string;
  readonly request?: JsonObject;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
}
const cases: readonly Case[] = [
  { eventName: 'DisableEbsEncryptionByDefault', kind: 'finding', because: /not encrypted/ },
  { eventName: 'DisableEbsEncryptionByDefault', errorCode: denied, kind: 'attempted', because: /not encrypted/ },
  {
    eventName: 'DisableEbsEncryptionByDefault',
    errorCode: 'Client.DryRunOperation',
    kind: 'ignored',
    because: /DryRun/,
  },
  { eventName: 'ModifyEbsDefaultKmsKeyId', request: choose(theirs), kind: 'finding', because: /account 999900001111/ },
  { eventName: 'ModifyEbsDefaultKmsKeyId', request: choose(ours), kind: 'ignored', because: /safe/ },
  { eventName: 'ModifyEbsDefaultKmsKeyId', request: choose('alias/own'), kind: 'ignored', because: /safe/ },
  {
    eventName: 'ModifyEbsDefaultKmsKeyId',
    request: choose(ours),
    errorCode: denied,
    kind: 'attempted',
    because: /tried to make .*:key\/k/,
  },
  { eventName: 'ResetEbsDefaultKmsKeyId', kind: 'ignored', because: /safe/ },
  { eventName: 'ResetEbsDefaultKmsKeyId', errorCode: denied, kind: 'attempted', because: /reset/ },
  { eventName: 'EnableEbsEncryptionByDefault', kind: 'ignored', because: /safe/ },
];

test.each(cases)('$eventName $request $errorCode: $kind', ({ eventName, request = {}, errorCode, kind, because }) => {
  const detail = { requestParameters: request, ...(errorCode && { errorCode }) };
  const event = anApiCall({ eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-central-1', eventName, ...detail });
  const finding = judged(monitor, event);
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (finding.kind !== 'ignored') {
    expect(finding.resources.map(({ arn }) => arn)).toEqual([
      `arn:aws:ec2:eu-central-1:${account}:${eventName.startsWith('Disable') ? 'ebs-encryption-by-default' : 'ebs-default-kms-key'}`,
    ]);
  }
});

test.each([
  { state: { encrypted: false }, kind: 'plan', change: 'encrypt' },
  { state: { encrypted: true }, kind: 'leave' },
  { state: { account, key: theirs }, kind: 'plan', change: 'reset-key' },
  { state: { account, key: ours }, kind: 'leave' },
  { state: { account, key: 'alias/aws/ebs' }, kind: 'leave' },
])('$state: $kind', ({ state, kind, change }) => {
  expect(fix.decide(state as never, facts)).toMatchObject({ kind, ...(change && { change }) });
});

const settingOf = (type: string) => ({ type, id: 'x', arn: 'a', account, region: 'eu-west-1' });
const isMember = async () => true;

test("a stranger's key is read, reset, and put back by undo", async () => {
  const session = aSession(() => ({ KmsKeyId: theirs }));
  const before = await fix.read(settingOf('AWS::EC2::EbsDefaultKmsKey'), session, isMember);
  expect(before).toEqual({ account, key: theirs });
  await fix.apply('reset-key' as never, session);
  await fix.undo(before as never, 'reset-key' as never, session);
  expect(session.sent).toEqual([
    { name: 'GetEbsDefaultKmsKeyId', input: {} },
    { name: 'ResetEbsDefaultKmsKeyId', input: {} },
    { name: 'ModifyEbsDefaultKmsKeyId', input: { KmsKeyId: theirs } },
  ]);
});

test('silence about encryption means that there is none', async () => {
  const encryption = settingOf('AWS::EC2::EbsEncryptionByDefault');
  expect(
    await fix.read(
      encryption,
      aSession(() => ({})),
      isMember,
    ),
  ).toEqual({ encrypted: false });
});

test.each([
  { action: 'ec2:DisableEbsEncryptionByDefault', is: 'DenyUnencryptedDefault' },
  { action: 'ec2:ModifyEbsDefaultKmsKeyId', is: 'DenyUnencryptedDefault' },
  { action: 'ec2:ResetEbsDefaultKmsKeyId', is: 'DenyUnencryptedDefault' },
  { action: 'ec2:EnableEbsEncryptionByDefault', is: 'allowed' },
  { action: 'ec2:CreateVolume', is: 'allowed' },
])('$action: $is', ({ is, ...request }) => {
  expect(decided(guardrail, request)).toBe(is);
});

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));
