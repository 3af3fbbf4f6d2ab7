import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../assembly/assembly';
import { type Facts, factsOf, type RuntimeConfiguration } from '../model/facts';
import type { AnyDrill, Guardrail } from '../model/guardrail';
import {
  type Account,
  type AccountId,
  accountNamed,
  accountWithRole,
  type Organization,
  type Region,
} from '../model/organization';
import { functionName, roleArn } from '../model/platform';
import { functionCredentials } from './function-credentials';
import { FunctionHost, type HostedFunction } from './function-host';
import type { HubFunction } from './functions';
import { Hub } from './hub';
import type { LocalAws } from './local-aws/local-aws';
import { keptSessions } from './local-aws/local-session';
import { type LocalHub, makeLocalHub } from './local-hub';
import { type Decide, policyDecisions } from './policy-decisions';
import { playerOf, withUnderstudies } from './understudies';

/** Everything a drill plays in: the local AWS, the synthesized policies and rules, and the bundled functions. */
export interface Theatre {
  readonly local: LocalAws;
  readonly session: ReturnType<typeof keptSessions>;
  readonly facts: Facts;
  readonly hub: Hub;
  readonly ledger: LocalHub;
  /** For what belongs to this rehearsal alone. */
  readonly folder: string;
  functionOf(guardrail: Guardrail): HubFunction;
  placeFor(where: AnyDrill['where']): { readonly account: AccountId; readonly region: Region };
  policiesOf(account: AccountId): Decide;
  configurationOf(served: HubFunction): RuntimeConfiguration;
  /** Hands the guardrail's function an event; `configuration` as FunctionHost takes it. */
  invoke(guardrail: Guardrail, event: object, configuration?: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function openTheatre(cast: Organization, assembly: Assembly, local: LocalAws): Promise<Theatre> {
  const facts = factsOf(cast);
  const organization = await withUnderstudies(cast, local);
  const security = { account: facts.securityAccount, region: facts.homeRegion };
  const session = keptSessions(local);
  const ledger = await makeLocalHub(assembly, await session({ ...security, role: 'OrganizationAccountAccessRole' }));
  const hub = new Hub(assembly);
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-'));
  const host = new FunctionHost();
  const hosted = new Map<string, HostedFunction>();

  const functionOf = ({ id }: Guardrail): HubFunction => {
    const found = hub.functions.find(({ name }) => name === functionName(id));
    if (!found) throw new Error(`no function of the event hub serves ${id}; is it off everywhere?`);
    return found;
  };
  const hostedFunction = async (guardrail: Guardrail): Promise<HostedFunction> => {
    const { code, role } = functionOf(guardrail);
    const arn = roleArn(facts.partition, facts.securityAccount, role);
    return {
      bundle: join(code, 'index.js'),
      environment: {
        ...ledger.environment(guardrail.id),
        ...(await functionCredentials(local, arn, facts)),
        AWS_ENDPOINT_URL: local.endpoint,
        // The local AWS fails now and then and is asked again; what it lacks it will lack the eighth time, too.
        AWS_MAX_ATTEMPTS: '3',
        AWS_REGION: facts.homeRegion,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        LOG_LEVEL: 'SILENT',
        POWERTOOLS_METRICS_DISABLED: 'true',
      },
    };
  };

  return {
    local,
    session,
    facts,
    hub,
    ledger,
    folder,
    functionOf,
    placeFor: (where) => ({ account: accountFor(organization, where), region: facts.homeRegion }),
    policiesOf: policyDecisions(organization, assembly),
    configurationOf: ({ code }) => JSON.parse(readFileSync(join(code, 'configuration.json'), 'utf8')),
    async invoke(guardrail, event, configuration) {
      const known = hosted.get(guardrail.id) ?? (await hostedFunction(guardrail));
      hosted.set(guardrail.id, known);
      return host.invoke(known, event, configuration);
    },
    async close() {
      await host.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function accountFor(organization: Organization, where: AnyDrill['where']): AccountId {
  const account = inPlace(organization, where);
  if (!account?.id) {
    throw new Error(`${organization.name} has no account ${JSON.stringify(where)} to play in`);
  }
  return account.id;
}

function inPlace(organization: Organization, where: AnyDrill['where']): Account | undefined {
  if ('account' in where) return accountNamed(organization, where.account);
  return 'role' in where ? accountWithRole(organization, where.role) : playerOf(organization, where.purpose);
}
