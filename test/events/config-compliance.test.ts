import { compliancePattern, configRuleName, nonComplianceIn } from '../../lib/events/config-compliance';
import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { EventBridgeEvent } from '../../lib/model/finding';

const ssh = { identifier: 'INCOMING_SSH_DISABLED', resourceTypes: ['AWS::EC2::SecurityGroup'] };
const longest = { identifier: 'EC2_MANAGEDINSTANCE_ASSOCIATION_COMPLIANCE_STATUS_CHECK' };

const change = (rule: string, complianceType: string): EventBridgeEvent => ({
  version: '0',
  id: 'e-1',
  'detail-type': 'Config Rules Compliance Change',
  source: 'aws.config',
  account: '111122223333',
  time: '2026-11-21T10:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    resourceId: 'sg-0123',
    resourceType: 'AWS::EC2::SecurityGroup',
    configRuleName: rule,
    messageType: 'ComplianceChangeNotification',
    newEvaluationResult: { complianceType },
  },
});
const inMember = (rule: Parameters<typeof configRuleName>[0]) => `OrgConfigRule-${configRuleName(rule)}-abcd1234`;

test('a rule has one name within the limit, and another with other parameters', () => {
  expect(configRuleName(ssh)).toBe(configRuleName({ ...ssh }));
  expect(configRuleName({ ...ssh, parameters: { port: '22' } })).not.toBe(configRuleName(ssh));
  expect(configRuleName(longest).length).toBeLessThanOrEqual(64);
  expect(configRuleName(ssh)).toMatch(/^[A-Za-z0-9_-]+$/);
});

test.each([
  ['its own rule, broken', change(inMember(ssh), 'NON_COMPLIANT'), true],
  ['its own rule, mended', change(inMember(ssh), 'COMPLIANT'), false],
  ['a rule of another guardrail', change(inMember(longest), 'NON_COMPLIANT'), false],
  ['a rule of somebody else', change('restricted-ssh', 'NON_COMPLIANT'), false],
])('a guardrail hears of %s: %#', (_, event, heard) => {
  const matches = (pattern: ReturnType<typeof compliancePattern>) =>
    compilePatterns([{ key: 'rule', pattern }])(event).length > 0;
  expect(matches(compliancePattern([ssh]))).toBe(heard);
  expect(matches(compliancePattern())).toBe(heard || event.detail.configRuleName === inMember(longest));
});

test('what is non-compliant is told, and any other event is none of it', () => {
  const event = change(inMember(ssh), 'NON_COMPLIANT');
  expect(nonComplianceIn(event)).toEqual({ type: 'AWS::EC2::SecurityGroup', id: 'sg-0123', rule: inMember(ssh) });
  expect(nonComplianceIn(change('r', 'COMPLIANT'))).toBeUndefined();
  expect(nonComplianceIn({ ...event, source: 'aws.ec2' })).toBeUndefined();
  expect(nonComplianceIn({ ...event, detail: {} })).toBeUndefined();
});
