import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { Assembly } from '../assembly/assembly';
import type { Lock } from '../model/lock';
import type { Organization } from '../model/organization';
import { describeChange } from '../organizations/describe-change';
import { learnIds } from '../organizations/learn';
import { namesIn } from '../organizations/living';
import { settleOrganization } from '../organizations/settle';
import { stackSetsIn } from '../organizations/stack-sets/declared';
import { rollOutStackSet } from '../organizations/stack-sets/roll-out';
import type { LocalAws } from './local-aws/local-aws';
import { localSession } from './local-aws/local-session';
import { relocate } from './relocate';

export interface Built {
  /** With the ids that the local AWS gave. */
  readonly organization: Organization;
  /** Synthesized for these ids. */
  readonly assembly: Assembly;
  readonly summary: string;
}

export interface BuildOptions {
  readonly onProgress: (message: string) => void;
  readonly synthesize: (organization: Organization) => Promise<Assembly>;
}

/** moto's own account, where its organization is made. */
const managementAccount = '123456789012';

/**
 * First contact with a new AWS, through the code that meets the real one: create the organization from the templates,
 * learn the ids it was given, synthesize again with these, roll the baseline out.
 */
export async function buildLocally(
  local: LocalAws,
  organization: Organization,
  assembly: Assembly,
  { onProgress, synthesize }: BuildOptions,
): Promise<Built> {
  const session = await localSession(local, {
    account: managementAccount,
    region: organization.homeRegion,
    role: 'OrganizationAccountAccessRole',
  });
  const templates = assembly.stacks.map(({ template }) => template);
  const { living, applied } = await settleOrganization({
    organizations: session.client(OrganizationsClient),
    templates,
    synthesizedWith: lockOf(organization),
    // The local AWS lacks policy types; our own evaluator decides by the templates, so nothing is lost to a drill.
    allowUnsupported: true,
    // In order, so that each gets the id it gets on every other local AWS.
    accountsAtOnce: 1,
    onProgress: (step) => 'change' in step && onProgress(describeChange(step.change)),
  });
  const here = relocate(organization, learnIds(living, organization));
  onProgress('synthesizing for the ids of the local AWS');
  const localAssembly = await synthesize(here);
  const localTemplates = localAssembly.stacks.map(({ template }) => template);
  let stacks = 0;
  for (const stackSet of stackSetsIn(localTemplates, namesIn(living))) {
    // moto takes JSON for YAML and is a hundred times slower at it, unless it begins as no YAML may.
    const asJson = { ...stackSet, templateBody: `\t${stackSet.templateBody}` };
    const rolledOut = await rollOutStackSet(session.client(CloudFormationClient), asJson, {
      living,
      onProgress: ({ doing }) => onProgress(`${stackSet.name}: ${doing}`),
    });
    const [failure] = rolledOut.failures;
    if (failure) throw new Error(`${stackSet.name}: ${JSON.stringify(failure)}`);
    stacks += rolledOut.stacks.length;
  }
  const { units, accounts, policies } = living;
  const { length: lacking } = applied.skipped;
  return {
    organization: here,
    assembly: localAssembly,
    summary: `built it on the local AWS: ${units.length} units, ${accounts.length} accounts, ${policies.length} ${policies.length === 1 ? 'policy' : 'policies'}, the baseline in ${stacks} places${lacking ? `; ${lacking} steps about policy types it lacks left out` : ''}`,
  };
}

function lockOf({ id, rootId, units, accounts }: Organization): Lock {
  return {
    ...(id && { organization: id }),
    ...(rootId && { root: rootId }),
    units: Object.fromEntries(units.flatMap((unit) => (unit.id ? [[unit.path, unit.id]] : []))),
    accounts: Object.fromEntries(accounts.flatMap((account) => (account.id ? [[account.name, account.id]] : []))),
  };
}
