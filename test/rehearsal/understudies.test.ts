import {
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  ListParentsCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import type { RootId, UnitId } from '../../lib/model/organization';
import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { playerOf, withUnderstudies } from '../../lib/rehearsal/understudies';
import { newManagementAccount } from '../organizations/local-organization';
import { anOrganization } from '../stacks/an-organization';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
});
afterAll(() => local.stop());

test('a purpose whose units are empty gets an account there, a purpose nobody has gets none', async () => {
  const { account, organizations } = await newManagementAccount(local);
  await organizations.send(new CreateOrganizationCommand({}));
  const [root] = (await organizations.send(new ListRootsCommand({}))).Roots ?? [];
  const ParentId = String(root?.Id);
  const made = await organizations.send(new CreateOrganizationalUnitCommand({ ParentId, Name: 'suspended' }));
  const fixture = anOrganization();
  const organization = {
    ...fixture,
    rootId: ParentId as RootId,
    units: fixture.units.map((unit) =>
      unit.purpose === 'suspended' ? { ...unit, id: made.OrganizationalUnit?.Id as UnitId } : unit,
    ),
    accounts: fixture.accounts.map((one) => (one.role === 'management' ? { ...one, id: account } : one)),
  };

  const whole = await withUnderstudies(organization, local);

  expect(playerOf(organization, 'suspended')).toBeUndefined();
  const player = playerOf(whole, 'suspended');
  expect(player).toMatchObject({ unit: 'suspended', role: 'member' });
  const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: String(player?.id) }));
  expect(Parents).toEqual([{ Id: made.OrganizationalUnit?.Id, Type: 'ORGANIZATIONAL_UNIT' }]);
  expect(playerOf(whole, 'sandbox')).toBeUndefined();
  expect(whole.accounts).toHaveLength(organization.accounts.length + 1);
  expect(await withUnderstudies(whole, local)).toBe(whole);
});

test.each([
  ['management', 'management'],
  ['security', 'log-archive'],
  ['workloads', 'orders-prod'],
  ['quarantine', undefined],
] as const)('%s is played by %s', (purpose, name) => {
  expect(playerOf(anOrganization(), purpose)?.name).toBe(name);
});
