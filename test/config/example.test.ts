import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrganization } from '../../lib/config/load-organization';
import type { Organization } from '../../lib/model/organization';
import { modeIn } from '../../lib/model/organization';

const folder = join(__dirname, '../../organizations/example');
const { organization, problems, unknownIds } = loadOrganization(folder, {
  today: new Date('2026-11-21'),
  guardrailIds: ['buckets-stay-private', 'ssh-stays-behind-the-bastion'],
});
const { accounts, units, ...example } = organization as Organization;

it('has no problem and knows every id', () => {
  expect(problems).toEqual([]);
  expect(unknownIds).toEqual([]);
});

it('is read in two minutes', () => {
  expect(readFileSync(join(folder, 'organization.yaml'), 'utf8').split('\n').length).toBeLessThanOrEqual(120);
});

it('has these accounts and units', () => {
  expect(accounts.map(({ name, unit }) => [name, unit])).toEqual([
    ['management', undefined],
    ['log-archive', 'security'],
    ['security', 'security'],
    ['network', 'infrastructure'],
    ['deployment', 'infrastructure'],
    ['orders-prod', 'workloads/production'],
    ['orders-dev', 'workloads/development'],
    ['payments-prod', 'workloads/production'],
    ['sandbox-one', 'sandbox'],
  ]);
  expect(units.map(({ path }) => path)).toEqual([
    'security',
    'infrastructure',
    'workloads',
    'workloads/production',
    'workloads/development',
    'sandbox',
    'quarantine',
    'suspended',
  ]);
  expect(accounts.find(({ name }) => name === 'orders-prod')?.id).toBe('111122223333');
  expect(accounts.find(({ name }) => name === 'payments-prod')?.boundary.data).toBe('regulated');
});

it('governs three regions from Ireland', () => {
  expect(example).toMatchObject({
    id: 'o-exampleorgid',
    homeRegion: 'eu-west-1',
    governedRegions: ['eu-west-1', 'eu-central-1', 'us-east-1'],
  });
});

it('enforces everywhere, but only tells about SSH in the sandbox', () => {
  const mode = (id: string, path: string) =>
    modeIn(organization as Organization, { id, appliesTo: ['workloads', 'sandbox'] }, path);
  expect(mode('ssh-stays-behind-the-bastion', 'sandbox')).toBe('notify');
  expect(mode('ssh-stays-behind-the-bastion', 'workloads/production')).toBe('enforce');
  expect(mode('buckets-stay-private', 'sandbox')).toBe('enforce');
});
