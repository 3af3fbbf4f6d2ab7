import { guardrail } from '../../policies/resource-policies-stay-inside';
import { facts } from '../remediation/a-loop';
import { characters, decided } from './decided';

test('control: no resource share with strangers, every policy of our own', () => {
  const share = (value: string) => ({
    action: 'ram:CreateResourceShare',
    context: { 'ram:RequestedAllowsExternalPrincipals': value },
  });
  expect(decided(guardrail, share('true'))).toBe('DenySharingOutside');
  expect(decided(guardrail, share('false'))).toBe('allowed');
  expect(decided(guardrail, { ...share('true'), action: 'ram:UpdateResourceShare' })).toBe('DenySharingOutside');
  for (const action of ['kms:PutKeyPolicy', 'sns:SetTopicAttributes', 'sqs:SetQueueAttributes', 's3:PutBucketPolicy']) {
    expect(decided(guardrail, { action })).toBe('allowed');
  }
  const copy = (path: string) => ({
    action: 'backup:CopyFromBackupVault',
    context: { 'backup:CopyTargetOrgPaths': [path] },
  });
  expect(decided(guardrail, copy(`${facts.organization}/r-exam/ou-exam-12345678/`))).toBe('allowed');
  expect(decided(guardrail, copy('o-other/r-abcd/'))).toBe('DenyBackupsOutside');
  expect(decided(guardrail, { action: 'backup:CopyFromBackupVault' })).toBe('allowed');
  expect(characters(guardrail)).toBeLessThan(650);
});
