import { accountNamed } from '../../lib/model/organization';
import { composePolicies } from '../../lib/policy/compose';
import { compileHierarchy } from '../../lib/policy/evaluate/compile-hierarchy';
import { hierarchyOf } from '../../lib/policy/hierarchy-of';
import { managementLevelsOf } from '../../lib/policy/management-levels-of';
import type { AttachedPolicy } from '../../lib/policy/policies-in';
import { guardrail, organization, rcp, scp } from './organization';

const attached = (name: string, targets: readonly string[], more: Partial<AttachedPolicy> = {}): AttachedPolicy => ({
  logicalId: name,
  name,
  type: 'SERVICE_CONTROL_POLICY',
  content: { Version: '2012-10-17', Statement: [] },
  targets,
  guardrails: {},
  ...more,
});
const account = (name: string) => {
  const found = accountNamed(organization, name);
  if (!found) throw new Error(`no account ${name}`);
  return found;
};

it('levels lead from the root through units to the account, each with what AWS attaches', () => {
  const policies = [
    attached('top', ['r-ab12', 'ou-ab12-sandboxx']),
    attached('unit', ['ou-ab12-producti']),
    attached('own', ['333333333333'], { type: 'RESOURCE_CONTROL_POLICY' }),
    attached('elsewhere', ['444444444444']),
    attached('tags', ['r-ab12'], { type: 'TAG_POLICY' }),
  ];
  const levels = hierarchyOf(organization, policies, account('orders'));
  const aws = ['FullAWSAccess', 'RCPFullAWSAccess'];
  expect(levels.map(({ node, policies: at }) => [node, ...at.map(({ name }) => name)])).toEqual([
    ['root', ...aws, 'top'],
    ['workloads', ...aws],
    ['workloads/production', ...aws, 'unit'],
    ['orders', ...aws, 'own'],
  ]);
});

it('management policies have levels by type', () => {
  const policies = [attached('tags', ['r-ab12'], { type: 'TAG_POLICY' }), attached('scp', ['r-ab12'])];
  const levels = managementLevelsOf(organization, policies, account('play'), 'TAG_POLICY');
  expect(levels.map(({ node, policies: at }) => [node, ...at.map(({ name }) => name)])).toEqual([
    ['root', 'tags'],
    ['sandbox'],
    ['play'],
  ]);
});

it('an account that does not exist yet inherits', () => {
  const { id: _, ...young } = account('play');
  expect(hierarchyOf(organization, [attached('top', ['ou-ab12-sandboxx'])], young)).toHaveLength(3);
});

it.each([
  ['the root', { ...organization, rootId: undefined }],
  ["unit 'sandbox'", { ...organization, units: organization.units.map(({ id: _, ...unit }) => unit) }],
])('without the id of %s, the error says where ids come from', (what, young) => {
  const { rootId, ...rest } = young;
  const lacking = rootId === undefined ? rest : { ...rest, rootId };
  expect(() => hierarchyOf(lacking, [], account('play'))).toThrow(
    `example: the id of ${what} is not in organization.lock.yaml yet; deploy it, then run 'breakwater sync'`,
  );
});

it('what is composed denies, by the guardrail’s name, and spares the platform', () => {
  const idOf = (target: string) =>
    target === 'root' ? 'r-ab12' : String(organization.units.find(({ path }) => path === target)?.id);
  const composed = composePolicies(organization, [
    guardrail('buckets-stay', [scp('KeepBuckets'), rcp('KeepObjects')]),
    guardrail('play-is-free', [scp('KeepPlay', { actions: ['ec2:*'] })], ['sandbox']),
  ]).map(({ name, type, content, targets, statements }) =>
    attached(name, targets.map(idOf), {
      type,
      content,
      guardrails: Object.fromEntries(statements.map((statement) => [statement.sid, statement.guardrail])),
    }),
  );
  const decide = compileHierarchy(hierarchyOf(organization, composed, account('orders')));
  const ask = (action: string, role: string, owner = '333333333333') =>
    decide({
      action,
      resource: 'arn:aws:s3:::orders',
      account: '333333333333',
      principal: `arn:aws:iam::${owner}:role/${role}`,
      context: {},
    });

  expect(ask('s3:PutBucketAcl', 'Developer')).toMatchObject({
    decision: 'denied',
    reasons: [{ type: 'scp', node: 'root', sid: 'KeepBuckets', guardrail: 'buckets-stay' }],
  });
  expect(ask('s3:GetObject', 'Developer').decision).toBe('denied');
  expect(ask('ec2:RunInstances', 'Developer').decision).toBe('allowed');
  expect(ask('s3:PutBucketAcl', 'breakwater/breakwater-fix-buckets-stay').decision).toBe('allowed');
  expect(ask('s3:GetObject', 'breakwater/breakwater-fix-buckets-stay').decision).toBe('allowed');
  expect(ask('s3:GetObject', 'breakwater/made-by-a-stranger', '999999999999').decision).toBe('denied');
});
