import { readPermissionsActions } from '../../lib/policy/permissions-actions';

test('what lets somebody in, by its class or by its name', async () => {
  const { asOf, actions } = await readPermissionsActions();
  expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(actions).toEqual(actions.toSorted());
  for (const action of ['s3:PutBucketPolicy', 'lex:CreateResourcePolicy', 'kinesis:PutResourcePolicy']) {
    expect(actions).toContain(action);
  }
  expect(actions).toContain('wellarchitected:CreateWorkloadShare');
  for (const action of ['s3:GetBucketPolicy', 's3:PutObject', 'kinesis:DeleteResourcePolicy', 'iam:CreateRole']) {
    expect(actions).not.toContain(action);
  }
});
