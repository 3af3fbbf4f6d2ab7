import type { UnitId } from '../model/organization';
import { type GeneratedAccount, platformAccounts, workloadAccounts } from './generate-accounts';
import { lockText } from './lock-text';
import { quotas } from './quotas';
import { record } from './record';

export interface GenerateOptions {
  /** All accounts, the five of the platform included. */
  readonly accounts: number;
  /** Another seed gives other ids and other data. @default 1 */
  readonly seed?: number;
}

export interface GeneratedFile {
  /** From the organization's folder: `accounts/commerce.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** The first line of a generated `organization.yaml`. */
export const generatedMark = '# Generated, to measure with. The same arguments give the same organization.';

const head = `${generatedMark}
name: generated
homeRegion: eu-west-1
governedRegions: [eu-west-1, eu-central-1, us-east-1]
units:
  - { name: security, purpose: security }
  - { name: infrastructure, purpose: infrastructure }
  - { name: workloads, purpose: workloads, units: [{ name: production }, { name: development }] }
  - { name: sandbox, purpose: sandbox }
  - { name: quarantine, purpose: quarantine }
  - { name: suspended, purpose: suspended }
guardrails:
  default: enforce
  ssh-stays-behind-the-bastion: { units: { sandbox: notify } }
bastion: { cidrs: [10.0.0.0/28, "2001:db8:1:2::/64"] }
alerts: { emails: [security-operations@generated.example] }
accounts:
`;

const unitPaths = [
  'security',
  'infrastructure',
  'workloads',
  'workloads/production',
  'workloads/development',
  'sandbox',
  'quarantine',
  'suspended',
];

/**
 * A believable, valid organization in the shape of the example, with a file of accounts per business unit and a complete
 * lock. It has no exemptions, since those expire.
 * @throws Error when there are too few accounts for the platform, or more than AWS takes.
 */
export function generateOrganization({ accounts: count, seed = 1 }: GenerateOptions): readonly GeneratedFile[] {
  const least = platformAccounts.length;
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`cannot use seed ${seed}; give a whole number from 0`);
  if (!Number.isInteger(count) || count < least || count > quotas.accounts) {
    throw new Error(`cannot generate ${count} accounts; ask for a whole number from ${least} to ${quotas.accounts}`);
  }
  const workloads = workloadAccounts(count - least, randomFrom(seed));
  const businessUnits = [...new Set(workloads.map(({ boundary }) => boundary.businessUnit))];
  return [
    { name: 'organization.yaml', text: head + listText(platformAccounts, '  ') },
    ...businessUnits.map((businessUnit) => ({
      name: `accounts/${businessUnit}.yaml`,
      text: listText(
        workloads.filter(({ boundary }) => boundary.businessUnit === businessUnit),
        '',
      ),
    })),
    { name: 'organization.lock.yaml', text: lockOf([...platformAccounts, ...workloads], seed) },
  ];
}

function listText(accounts: readonly GeneratedAccount[], indent: string): string {
  return accounts
    .map((account) => accountLines(account).join(`\n${indent}  `))
    .map((text) => `${indent}- ${text}\n`)
    .join('');
}

function accountLines({ name, role, unit, boundary }: GeneratedAccount): readonly string[] {
  const reasons = Object.entries(boundary).map(([key, value]) => `${key}: ${value}`);
  return [
    `name: ${name}`,
    `email: aws+${name}@generated.example`,
    ...(role ? [`role: ${role}`] : []),
    ...(unit ? [`unit: ${unit}`] : []),
    `boundary: { ${reasons.join(', ')} }`,
  ];
}

function lockOf(accounts: readonly GeneratedAccount[], seed: number): string {
  const unitId = (index: number): UnitId => `ou-gene-${(seed + index).toString(36).padStart(8, '0')}`;
  return lockText({
    organization: 'o-generated00',
    root: 'r-gene',
    units: record(unitPaths.map((path, index) => [path, unitId(index)])),
    accounts: record(accounts.map(({ name }, index) => [name, accountId(index, seed)])),
  });
}

// A number without a factor in common with 10^12 visits every id once, in an order that looks like none.
function accountId(index: number, seed: number): string {
  const id = (BigInt(index + 1) * 387_420_489_713n + BigInt(seed) * 7_919n) % 1_000_000_000_000n;
  return id.toString().padStart(12, '0');
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
