import { loadValid } from '../../bin/commands/load';
import type { Guardrail } from '../../lib/model/guardrail';
import { composePolicies } from '../../lib/policy/compose';
import { findGaps } from '../../lib/review/gaps/find-gaps';
import { gapsPage } from '../../lib/review/gaps/gaps-page';
import { keptBy } from '../../lib/review/gaps/kept-by';
import { root } from '../end-to-end/project';

const organization = loadValid(root, 'example').organization;

describe('what keeps an action', () => {
  const statement = { policy: 'SERVICE_CONTROL_POLICY', sid: 'DenyIt' } as const;
  const guardrail = (parts: Partial<Guardrail>): Guardrail => ({
    id: 'buckets-stay-private',
    title: '',
    severity: 'low',
    appliesTo: ['workloads'],
    frameworks: {},
    drills: [],
    ...parts,
  });
  const kept = (parts: Partial<Guardrail>, action: string) => {
    const guardrails = [guardrail(parts)];
    return keptBy(organization, guardrails, composePolicies(organization, guardrails))(action);
  };
  const hearing = (eventSource: string, ...eventName: readonly string[]): Partial<Guardrail> => ({
    monitor: {
      patterns: [{ detail: { eventSource: [`${eventSource}.amazonaws.com`], eventName } }],
      finding: () => ({ kind: 'ignored', because: '' }),
    },
  });
  const denying = (actions: readonly string[]): Partial<Guardrail> => ({ control: () => [{ ...statement, actions }] });
  const onlyOurs: Partial<Guardrail> = {
    control: () => [
      {
        policy: 'RESOURCE_CONTROL_POLICY',
        sid: 'DenyStrangers',
        actions: ['sqs:*'],
        condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization.id as string } },
      },
    ],
  };

  test.each<[string, Partial<Guardrail>, string, string | undefined]>([
    ['a deny by its name', denying(['sqs:AddPermission']), 'sqs:AddPermission', 'control'],
    ['a deny by a pattern', denying(['sqs:Add*']), 'sqs:AddPermission', 'control'],
    ['a deny of another action', denying(['sqs:CreateQueue']), 'sqs:AddPermission', undefined],
    ['a deny of everything', denying(['*']), 'sqs:AddPermission', undefined],
    [
      'a deny of everything else',
      { control: () => [{ ...statement, notActions: ['iam:*'] }] },
      'sqs:AddPermission',
      undefined,
    ],
    ['a monitor', hearing('sqs', 'AddPermission'), 'sqs:AddPermission', 'monitor'],
    ['a monitor, by a versioned name', hearing('lambda', 'AddPermission20150331v2'), 'lambda:AddPermission', 'monitor'],
    ['a monitor of another service', hearing('sns', 'AddPermission'), 'sqs:AddPermission', undefined],
    ['a wall around the service', onlyOurs, 'sqs:AddPermission', 'perimeter'],
    ['a wall around another service', onlyOurs, 's3:PutBucketPolicy', undefined],
    [
      'a deny and a monitor',
      { ...denying(['sqs:*']), ...hearing('sqs', 'AddPermission') },
      'sqs:AddPermission',
      'control',
    ],
    ['nothing', {}, 'sqs:AddPermission', undefined],
  ])('%s', (_, parts, action, expected) => {
    expect(kept(parts, action)).toBe(expected);
  });

  test('where nobody works yet, the security account tells', () => {
    const accounts = organization.accounts.filter(({ unit }) => !unit?.startsWith('workloads'));
    const guardrails = [guardrail({ ...onlyOurs, appliesTo: ['security'] })];
    const documents = composePolicies(organization, guardrails);
    expect(keptBy({ ...organization, accounts }, guardrails, documents)('sqs:AddPermission')).toBe('perimeter');
    expect(keptBy(organization, guardrails, documents)('sqs:AddPermission')).toBeUndefined();
  });
});

describe('gaps', () => {
  const known = { asOf: '2026-01-02', actions: ['a:Give', 'a:Keep', 'b:Lend', 'b:LendMore', 'c:New'] };
  const found = findGaps(known, (action) => (action === 'a:Keep' ? 'control' : undefined), {
    'it is lent': ['b:Lend*', 'a:Keep'],
    'it is small': ['a:*', 'b:LendMore'],
  });

  test('each action is kept, left alone for the first reason that means it, or undecided', () => {
    expect(found).toEqual({
      asOf: '2026-01-02',
      kept: { control: 1, monitor: 0, perimeter: 0 },
      leftAlone: [
        { because: 'it is lent', actions: ['b:Lend', 'b:LendMore'] },
        { because: 'it is small', actions: ['a:Give'] },
      ],
      undecided: ['c:New'],
      stale: ['a:Keep'],
    });
  });

  test('the page lists what is undecided, and what every reason means today', () => {
    const page = gapsPage(found);
    expect(page).toContain('as of 2026-01-02');
    expect(page).toContain('## Undecided\n\n- `c`: New\n');
    expect(page).toContain('it is lent:\n\n- `b`: Lend, LendMore\n');
    expect(gapsPage({ ...found, undecided: [] })).toContain('## Undecided\n\nNone.\n');
  });
});
