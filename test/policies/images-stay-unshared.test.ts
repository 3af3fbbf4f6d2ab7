import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/images-stay-unshared';
import { check } from '../../policies/images-stay-unshared/check';
import { decide, type State } from '../../policies/images-stay-unshared/decide';
import { fix } from '../../policies/images-stay-unshared/fix';
import type { Share } from '../../policies/images-stay-unshared/launch-permissions';
import { monitor } from '../../policies/images-stay-unshared/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const stranger = '999900001111';
const organization = 'arn:aws:organizations::999988887777:organization/o-exampleorgid';
const unit = 'arn:aws:organizations::999988887777:ou/o-exampleorgid/ou-exam-12345678';
const foreign = 'arn:aws:organizations::999900001111:organization/o-someoneelse';
const foreignUnit = 'arn:aws:organizations::999900001111:ou/o-someoneelse/ou-some-12345678';
const imageBuilder = {
  type: 'AssumedRole',
  sessionContext: {
    sessionIssuer: {
      arn: 'arn:aws:iam::111122223333:role/aws-service-role/imagebuilder.amazonaws.com/AWSServiceRoleForImageBuilder',
    },
  },
};

describe('finding', () => {
  const image = (launchPermission: JsonObject, more: JsonObject = {}): ApiCallParts => ({
    eventName: 'ModifyImageAttribute',
    requestParameters: { imageId: 'ami-1', attributeType: 'launchPermission', launchPermission },
    ...more,
  });
  const added = (...list: readonly JsonObject[]) => image({ add: { items: list } });

  test.each<[string, ApiCallParts, string, RegExp]>([
    ['everybody', added({ group: 'all' }), 'finding', /ami-1 was shared with everybody/],
    ['an account', added({ userId: stranger }), 'finding', /with account 999900001111/],
    ['another organization', added({ organizationArn: foreign }), 'finding', /with organization .*someoneelse/],
    ['a foreign unit', added({ organizationalUnitArn: foreignUnit }), 'finding', /with unit .*someoneelse/],
    [
      'us and a stranger',
      added({ organizationArn: organization }, { userId: stranger }),
      'finding',
      /with account 9\d+$/,
    ],
    [
      'a denied try',
      { ...added({ group: 'all' }), errorCode: 'Client.UnauthorizedOperation' },
      'attempted',
      /everybody/,
    ],
    ['the organization', added({ organizationArn: organization }), 'ignored', /nobody more/],
    ['a unit of it', added({ organizationalUnitArn: unit }), 'ignored', /nobody more/],
    ['taking back', image({ remove: { items: [{ group: 'all' }] } }), 'ignored', /nobody more/],
    ['a dry run', { ...added({ group: 'all' }), errorCode: 'Client.DryRunOperation' }, 'ignored', /failed/],
    ['Image Builder', { ...added({ userId: stranger }), userIdentity: imageBuilder }, 'ignored', /own work/],
    [
      'a description',
      { eventName: 'ModifyImageAttribute', requestParameters: { imageId: 'ami-1', description: { value: 'x' } } },
      'ignored',
      /nobody more/,
    ],
    ['nothing that is named', { eventName: 'ModifyImageAttribute' }, 'ignored', /no image/],
    [
      'another call',
      { eventName: 'RegisterImage', responseElements: { imageId: 'ami-1' } },
      'ignored',
      /shares no image/,
    ],
  ])('%s', (_, parts, kind, because) => {
    const finding = judged(monitor, anApiCall({ eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-west-1', ...parts }));
    expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
    if (finding.kind !== 'ignored')
      expect(finding.resources).toMatchObject([{ type: 'AWS::EC2::Image', arn: 'arn:aws:ec2:eu-west-1::image/ami-1' }]);
  });

  test('an FPGA image, whose new owner the record has as a number', () => {
    const finding = judged(
      monitor,
      anApiCall({
        eventSource: 'ec2.amazonaws.com',
        eventName: 'ModifyFpgaImageAttribute',
        awsRegion: 'eu-west-1',
        requestParameters: {
          ModifyFpgaImageAttributeRequest: {
            FpgaImageId: 'afi-1',
            LoadPermission: { Add: { UserId: 12345678901, tag: 1 } },
          },
        },
      }),
    );
    expect(finding).toMatchObject({
      kind: 'finding',
      because: 'afi-1 was shared with account 012345678901',
      resources: [{ type: 'AWS::EC2::FpgaImage', id: 'afi-1', arn: 'arn:aws:ec2:eu-west-1::fpga-image/afi-1' }],
    });
  });
});

test('an FPGA image in the words of older records', () => {
  const requestParameters = { fpgaImageId: 'afi-1', loadPermission: { add: { items: [{ group: 'all' }] } } };
  const call = { eventSource: 'ec2.amazonaws.com', eventName: 'ModifyFpgaImageAttribute', awsRegion: 'eu-west-1' };
  expect(judged(monitor, anApiCall({ ...call, requestParameters }))).toMatchObject({
    kind: 'finding',
    because: 'afi-1 was shared with everybody',
  });
});

describe('decide', () => {
  const state = (...shares: readonly Share[]): State => ({ image: 'ami-1', isFpga: false, shares });

  test('the organization and its units keep what they have', () => {
    const inside = state({ kind: 'organization', id: organization }, { kind: 'unit', id: unit });
    expect(decide(inside, facts)).toMatchObject({ kind: 'leave' });
  });

  test.each<Share>([
    { kind: 'everybody', id: 'all' },
    { kind: 'account', id: stranger },
    { kind: 'organization', id: foreign },
    { kind: 'unit', id: foreignUnit },
  ])('$kind $id loses it, and nobody else does', (share) => {
    const mixed = state({ kind: 'organization', id: organization }, share);
    expect(decide(mixed, facts)).toMatchObject({ kind: 'plan', change: { image: 'ami-1', shares: [share] } });
  });
});

describe('fix', () => {
  const resource = { type: 'AWS::EC2::Image', id: 'ami-1', arn: '', account: '1', region: 'r' };
  const isMember = async (account: string) => account === '222222222222';
  const permissions = [
    { UserId: '222222222222' },
    { UserId: stranger },
    { Group: 'all' },
    { OrganizationArn: foreign },
    { OrganizationalUnitArn: foreignUnit },
    { OrganizationArn: organization },
  ];
  const outside = [
    { UserId: stranger },
    { Group: 'all' },
    { OrganizationArn: foreign },
    { OrganizationalUnitArn: foreignUnit },
  ];

  test.each([
    ['AWS::EC2::Image', { LaunchPermissions: permissions }, 'ModifyImageAttribute', 'LaunchPermission'],
    [
      'AWS::EC2::FpgaImage',
      { FpgaImageAttribute: { LoadPermissions: permissions } },
      'ModifyFpgaImageAttribute',
      'LoadPermission',
    ],
  ])('%s: takes the share from strangers, and undo gives exactly that back', async (type, answer, call, member) => {
    const session = aSession(({ name }) => (name.startsWith('Describe') ? answer : {}));
    const state = await fix.read({ ...resource, type }, session, isMember);
    const decision = fix.decide(state as never, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    await fix.undo(state as never, decision.change, session);
    expect(session.sent.slice(1)).toMatchObject([
      { name: call, input: { [member]: { Remove: outside } } },
      { name: call, input: { [member]: { Add: outside } } },
    ]);
  });

  test.each(['InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable'])('gone is success: %s', async (name) => {
    const session = aSession(() => awsError(name));
    expect(await fix.read(resource, session, isMember)).toBeUndefined();
    await expect(fix.apply({ image: 'ami-1', shares: [] } as never, session)).resolves.toBeUndefined();
  });

  test('another error is one', async () => {
    const session = aSession(() => awsError('UnauthorizedOperation'));
    await expect(fix.read(resource, session, isMember)).rejects.toThrow('UnauthorizedOperation');
    await expect(fix.apply({ image: 'ami-1', shares: [] } as never, session)).rejects.toThrow('UnauthorizedOperation');
  });
});

describe('control', () => {
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['sharing', 'ec2:ModifyImageAttribute', { 'ec2:Attribute': 'LaunchPermission' }, 'DenySharingImages'],
    [
      'the same in another spelling',
      'ec2:ModifyImageAttribute',
      { 'ec2:Attribute': 'launchPermission' },
      'DenySharingImages',
    ],
    ['something that is not told', 'ec2:ModifyImageAttribute', {}, 'DenySharingImages'],
    ['an FPGA image', 'ec2:ModifyFpgaImageAttribute', {}, 'DenySharingImages'],
    [
      'a backup on its way',
      'ec2:ModifyImageAttribute',
      { 'ec2:Attribute': 'LaunchPermission', 'aws:ResourceTag/aws:backup:source-resource': 'x' },
      'allowed',
    ],
    ['a description', 'ec2:ModifyImageAttribute', { 'ec2:Attribute': 'Description' }, 'allowed'],
    ['support of IMDSv2', 'ec2:ModifyImageAttribute', { 'ec2:Attribute': 'imdsSupport' }, 'allowed'],
    ['taking back', 'ec2:ResetImageAttribute', {}, 'allowed'],
    ['making one', 'ec2:CreateImage', {}, 'allowed'],
    ['launching one', 'ec2:RunInstances', {}, 'allowed'],
  ])('%s', (_, action, context, expected) => {
    expect(decided(guardrail, { action, resource: 'arn:aws:ec2:eu-west-1::image/ami-1', context })).toBe(expected);
  });

  test('it is short', () => {
    expect(characters(guardrail)).toBeLessThan(700);
  });
});

describe('check', () => {
  const distribution = (...permissions: readonly JsonObject[]) => ({
    Resources: {
      Golden: {
        Type: 'AWS::ImageBuilder::DistributionConfiguration',
        Properties: {
          Distributions: permissions.map((LaunchPermissionConfiguration) => ({
            AmiDistributionConfiguration: { LaunchPermissionConfiguration },
          })),
        },
      },
    },
  });

  test('everybody is refused, where it stands', () => {
    expect(check(distribution({ OrganizationArns: [organization] }, { UserGroups: ['all'] }), facts)).toMatchObject([
      { logicalId: 'Golden', path: expect.stringContaining('Distributions.1.') },
    ]);
  });

  test('the organization is fine', () => {
    expect(check(distribution({ OrganizationArns: [organization] }, { UserGroups: [] }), facts)).toEqual([]);
  });
});
