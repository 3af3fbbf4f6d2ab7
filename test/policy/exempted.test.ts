import type { PolicyStatement } from '../../lib/model/control';
import type { Exemption } from '../../lib/model/exemption';
import { exempted } from '../../lib/policy/exempted';
import { organization, rcp, scp } from './organization';

const today = new Date('2026-11-21T12:00:00Z');
const dated = { guardrail: 'g', because: 'a test', owner: 'me', until: '2027-01-31' };
const bucket = 'arn:aws:s3:::shared';
const role = 'arn:aws:iam::*:role/Shared';

interface Case {
  readonly title: string;
  readonly part: PolicyStatement;
  readonly exemption: Partial<Exemption>;
  /** What the exemption changes. */
  readonly change: Partial<PolicyStatement>;
}

const said: readonly Case[] = [
  {
    title: 'an account, by who calls, in an SCP',
    part: scp('A'),
    exemption: { account: 'orders' },
    change: { condition: { StringNotEquals: { 'aws:PrincipalAccount': ['333333333333'] } } },
  },
  {
    title: 'an account, by what is called, in an RCP',
    part: rcp('A'),
    exemption: { account: 'orders' },
    change: { condition: { StringNotEquals: { 'aws:ResourceAccount': ['333333333333'] } } },
  },
  {
    title: 'an account, beside those the statement spares already',
    part: scp('A', { condition: { StringNotEquals: { 'aws:principalaccount': '555555555555' } } }),
    exemption: { account: 'orders' },
    change: { condition: { StringNotEquals: { 'aws:principalaccount': ['555555555555', '333333333333'] } } },
  },
  {
    title: 'a unit and all below it',
    part: scp('A'),
    exemption: { unit: 'workloads/test' },
    change: {
      condition: {
        'ForAllValues:StringNotLike': {
          'aws:PrincipalOrgPaths': ['o-exampleorg/r-ab12/ou-ab12-workload/ou-ab12-testtest/*'],
        },
      },
    },
  },
  {
    title: 'a unit, by what is called, in an RCP',
    part: rcp('A'),
    exemption: { unit: 'sandbox' },
    change: {
      condition: {
        'ForAllValues:StringNotLike': { 'aws:ResourceOrgPaths': ['o-exampleorg/r-ab12/ou-ab12-sandboxx/*'] },
      },
    },
  },
  { title: 'a resource', part: scp('A'), exemption: { resource: bucket }, change: { notResources: [bucket] } },
  {
    title: 'a resource, beside those the statement spares already',
    part: scp('A', { notResources: ['arn:aws:s3:::mine'] }),
    exemption: { resource: bucket },
    change: { notResources: ['arn:aws:s3:::mine', bucket] },
  },
  {
    title: 'a resource of one account, where the ARN has a place for it',
    part: scp('A'),
    exemption: { account: 'orders', resource: role },
    change: { notResources: ['arn:aws:iam::333333333333:role/Shared'] },
  },
];

it.each(said)('an exemption spares $title', ({ part, exemption, change }) => {
  const weaker = exempted({ ...organization, exemptions: [{ ...dated, ...exemption }] }, 'g', part, today);
  expect(weaker).toEqual({ ...part, ...change });
});

const unsaid: readonly Omit<Case, 'change'>[] = [
  { title: 'by tag', part: scp('A'), exemption: { tag: 'public=yes' } },
  { title: 'by tag and account', part: scp('A'), exemption: { tag: 'public=yes', account: 'orders' } },
  { title: 'of a bucket in one account', part: scp('A'), exemption: { account: 'orders', resource: bucket } },
  { title: 'of a resource in a unit', part: scp('A'), exemption: { unit: 'sandbox', resource: bucket } },
  { title: 'of an account in a unit', part: scp('A'), exemption: { unit: 'sandbox', account: 'play' } },
  {
    title: "of another account's resource",
    part: scp('A'),
    exemption: { account: 'orders', resource: 'arn:aws:iam::444444444444:role/Shared' },
  },
  {
    title: 'of a resource, where the statement names its resources',
    part: scp('A', { resources: ['arn:aws:s3:::log-*'] }),
    exemption: { resource: bucket },
  },
  { title: 'of an account without an id', part: scp('A'), exemption: { account: 'tomorrow' } },
  { title: 'that ended yesterday', part: scp('A'), exemption: { account: 'orders', until: '2026-11-20' } },
  { title: 'of another guardrail', part: scp('A'), exemption: { account: 'orders', guardrail: 'other' } },
];

it.each(unsaid)('an exemption $title leaves the statement as it is', ({ part, exemption }) => {
  const weaker = exempted({ ...organization, exemptions: [{ ...dated, ...exemption }] }, 'g', part, today);
  expect(weaker).toEqual(part);
});

it('an exemption of a unit waits for the ids that the lock file learns', () => {
  const { rootId: _, ...young } = { ...organization, exemptions: [{ ...dated, unit: 'sandbox' }] };
  expect(exempted(young, 'g', scp('A'), today)).toEqual(scp('A'));
});

it('an exemption holds through its last day', () => {
  const last = { ...organization, exemptions: [{ ...dated, account: 'orders', until: '2026-11-21' }] };
  expect(exempted(last, 'g', scp('A'), today).condition).toBeDefined();
});
