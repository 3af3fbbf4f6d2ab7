import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { OrganizationFile } from '../../lib/config/schema/organization';
import { logKinds } from '../../lib/model/log-archive';
import { guardDutyProtections, securityStandards } from '../../lib/model/services';
import { root } from '../end-to-end/project';
import { noServices } from '../stacks/no-services';

/** One organization: what its file says, and what AWS has told of it. */
export interface Configuration {
  readonly file: OrganizationFile;
  /** `new` as before the first deploy: the organization and its management account have ids, and nothing else. */
  readonly lock: 'complete' | 'new';
}

const folder = join(root, 'organizations', 'example');
const read = (name: string) => parse(readFileSync(join(folder, name), 'utf8'));

/** The example without what names an account, a unit or a region that a change may take away. */
function base(): OrganizationFile {
  const { exemptions: _, ...file } = read('organization.yaml') as OrganizationFile;
  return file;
}

const everyService: OrganizationFile['services'] = {
  guardDuty: { protections: [...guardDutyProtections] },
  securityHub: { standards: [...securityStandards], v2: true },
  inspector: 'on',
  macie: { discovery: true },
  accessAnalyzer: { unusedAfterDays: 90 },
  detective: 'on',
  config: 'on',
  firewallManager: 'on',
  securityLake: 'on',
  alertFrom: { threats: 'low', weaknesses: 'low' },
};

const aYear = { days: 365, lock: 'none' } as const;
const yearOnly: OrganizationFile['logs'] = {
  keep: Object.fromEntries(logKinds.map((kind) => [kind, aYear])),
  trail: { cloudWatchDays: 'none' },
};

const fiveRegions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-southeast-2'];
const members = (count: number): OrganizationFile['accounts'] =>
  Array.from({ length: count }, (_, index) => ({
    name: `member-${index + 1}`,
    email: `aws+member-${index + 1}@harbour-foods.example`,
    unit: 'workloads/production',
  }));

/** As AWS Control Tower names them. */
const recordedElsewhere = {
  bucket: 'aws-controltower-logs-000000000002-eu-west-1',
  prefix: 'o-exampleorgid',
  logGroup: 'aws-controltower/CloudTrailLogs',
};

const changed = (changes: Partial<OrganizationFile>, lock: Configuration['lock'] = 'complete'): Configuration => ({
  file: { ...base(), ...changes },
  lock,
});

/** In another partition, where AWS keeps no budgets and offers fewer services. */
const elsewhere = (governedRegions: string[]): Configuration =>
  changed({ homeRegion: String(governedRegions[0]), governedRegions, budgets: undefined, services: {} });

/** Organizations that differ from the example in what an adopter would. */
export const configurations: Readonly<Record<string, () => Configuration>> = {
  'one region': () => changed({ homeRegion: 'us-east-1', governedRegions: ['us-east-1'] }),
  'five regions': () => changed({ governedRegions: fiveRegions }),
  GovCloud: () => elsewhere(['us-gov-west-1', 'us-gov-east-1']),
  China: () => elsewhere(['cn-north-1', 'cn-northwest-1']),
  'everything off': () =>
    changed({
      services: noServices,
      guardrails: { default: 'off' },
      newAccounts: 'off',
      operations: { hostManagement: 'off', patching: { scan: 'off' } },
    }),
  'everything on': () =>
    changed({
      services: everyService,
      logs: { replica: { region: 'eu-central-1' }, trail: { cloudWatchDays: 365, insights: true, lakeDays: 365 } },
      newAccounts: 'on',
      operations: {
        patching: {
          windows: {
            'sunday-night': { schedule: 'cron(0 3 ? * SUN *)', timezone: 'Europe/Amsterdam', hours: 4 },
            often: { schedule: 'rate(7 days)' },
          },
          concurrency: 3,
          errors: 0,
          reboot: 'never',
        },
        rootLogins: 'on',
      },
      rootMail: { address: 'aws@harbour-foods.example', receive: 'eu-west-1' },
      centralRoot: ['credentials', 'sessions'],
    }),
  'everything observed': () => changed({ guardrails: { default: 'observe' } }),
  'an organization that is there already': () => changed({}),
  'an organization that is not there yet': () => changed({}, 'new'),
  // It records, trails and archives by itself; guardrails and detectors come on top.
  'Control Tower present': () => changed({ services: { config: 'off' }, logs: { trail: { recordedElsewhere } } }),
  'Control Tower present, and nothing enforced': () =>
    changed({ guardrails: { default: 'off' }, logs: { trail: { recordedElsewhere: 'on' } } }),
  'no Identity Center, no budgets': () => changed({ access: undefined, budgets: undefined }),
  'logs for a year and no longer': () => changed({ logs: yearOnly }),
  'no people to tell, no bastion': () =>
    changed({ alerts: { emails: [] }, bastion: { cidrs: [] }, budgets: undefined }),
  'an organization that is the security account and little else': () => {
    const { accounts, units, access: _, budgets: __, ...rest } = base();
    const few = accounts.filter(({ role }) => ['management', 'log-archive', 'security'].includes(String(role)));
    const file = { ...rest, accounts: few, units: units.filter(({ name }) => name === 'security') };
    return { file: { ...file, guardrails: { default: 'enforce' } }, lock: 'complete' };
  },
  'six hundred accounts': () => changed({ accounts: [...base().accounts, ...members(600)] }),
};
