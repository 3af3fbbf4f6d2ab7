import type { Mode, Purpose } from '../../lib/model/organization';
import { targetsOf } from '../../lib/policy/targets';
import { memberPurposes, rolledOut } from './organization';

interface Case {
  readonly title: string;
  readonly mode: Mode;
  readonly units?: Readonly<Record<string, Mode>>;
  readonly appliesTo?: readonly Purpose[];
  readonly bindsManagement?: boolean;
  readonly targets: readonly string[];
}

const cases: readonly Case[] = [
  { title: 'the root, when every unit enforces', mode: 'enforce', targets: ['root'] },
  { title: 'nowhere, when it only observes', mode: 'observe', targets: [] },
  { title: 'nowhere, when it is to notify', mode: 'notify', targets: [] },
  { title: 'one unit, rolled out there', mode: 'observe', units: { sandbox: 'enforce' }, targets: ['sandbox'] },
  {
    title: 'a whole subtree, at its top',
    mode: 'observe',
    units: { workloads: 'enforce' },
    targets: ['workloads'],
  },
  {
    title: 'the children, when the parent has one that does not enforce',
    mode: 'enforce',
    units: { 'workloads/test': 'notify' },
    targets: ['security', 'workloads/production', 'sandbox'],
  },
  { title: 'units of its purposes', mode: 'enforce', appliesTo: ['workloads'], targets: ['workloads'] },
  {
    title: 'units only, when it would bind a management account it does not apply to',
    mode: 'enforce',
    bindsManagement: true,
    targets: ['security', 'workloads', 'sandbox'],
  },
  {
    title: 'the root, when it applies to the management account too',
    mode: 'enforce',
    appliesTo: ['management', ...memberPurposes],
    bindsManagement: true,
    targets: ['root'],
  },
];

it.each(cases)('controls are attached to $title', ({ mode, units = {}, appliesTo = memberPurposes, ...rest }) => {
  const found = targetsOf(rolledOut('g', mode, units), { id: 'g', appliesTo }, rest.bindsManagement ?? false);
  expect(found).toEqual(rest.targets);
});

it('accounts between a unit that enforces and one below it that does not are an error', () => {
  const base = rolledOut('g', 'enforce', { 'workloads/test': 'off' });
  const between = { ...base, accounts: base.accounts.map((account) => ({ ...account, unit: 'workloads' })) };
  expect(() => targetsOf(between, { id: 'g', appliesTo: memberPurposes }, false)).toThrow(
    /g: enforces in unit 'workloads' but not in 'workloads\/test' below it.*'management', 'security', 'orders' and 1 more/s,
  );
});

it('a unit that could be taken for the root is an error', () => {
  const units = [{ name: 'root', path: 'root', purpose: 'workloads' as const }];
  expect(() =>
    targetsOf({ ...rolledOut('g', 'enforce', {}), units }, { id: 'g', appliesTo: memberPurposes }, false),
  ).toThrow("example: a unit named 'root' would be taken for the root; rename it");
});
