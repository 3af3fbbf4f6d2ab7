import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib/core';
import { accountShards } from '../lib/model/account-shards';
import { type Guardrail, hasMonitor } from '../lib/model/guardrail';
import { loopShard } from '../lib/model/loop-shards';
import { isOnSomewhere, type Organization } from '../lib/model/organization';
import { AccountLifecycleStack } from './account-lifecycle-stack';
import { AccountsStack } from './accounts-stack';
import { addAccess } from './add-access';
import { awayRegions, baselineRegions } from './baseline-places';
import { BaselineStack } from './baseline-stack';
import { bundleAll, type FunctionBundles } from './bundle-all';
import { deployOrder } from './deploy-order';
import { DetectorsStack } from './detectors-stack';
import { EventHubStack } from './event-hub-stack';
import { LogArchiveStack } from './log-archive-stack';
import { LoopsStack } from './loops-stack';
import { ManagementBaselineStack } from './management-baseline-stack';
import { MoneyStack } from './money-stack';
import { OrganizationStack } from './organization-stack';
import { ReconcilerStack } from './reconciler-stack';
import { RootMailStack } from './root-mail-stack';
import { SecurityLakeStack } from './security-lake-stack';
import { SecurityServicesStack } from './security-services-stack';
import { detectorRegions, lakeRegions, serviceRegions } from './service-places';
import { stackNames } from './stack-names';
import { TrailStack } from './trail-stack';
import { wantedConfigRules } from './wanted-config-rules';

export interface LandingZoneOptions {
  /** Where the folders of the guardrails are. @default policies/ */
  readonly policies?: string;
}

/** Every stack of an organization that its lock file knows enough ids for. */
export function landingZone(
  app: App,
  organization: Organization,
  all: readonly Guardrail[],
  { policies = join(__dirname, '..', 'policies') }: LandingZoneOptions = {},
): void {
  const guardrails = all.filter((guardrail) => isOnSomewhere(organization, guardrail));
  const [accounts = [], ...shards] = accountShards(organization);
  const stack = whereDeployable(organization);

  const root = stack(
    stackNames.organization,
    [],
    (name) => new OrganizationStack(app, name, { organization, guardrails, accounts }),
  );
  for (const [index, shard] of shards.entries()) {
    stack(
      stackNames.accounts(index + 1),
      [root],
      (name) => new AccountsStack(app, name, { organization, accounts: shard }),
    );
  }
  const away = awayRegions(organization).map((region) =>
    stack(stackNames.logArchiveIn(region), [root], (name) => new LogArchiveStack(app, name, { organization, region })),
  );
  // Replication asks for a bucket to copy to.
  const logArchive = stack(
    stackNames.logArchive,
    [root, ...away],
    (name) => new LogArchiveStack(app, name, { organization, region: organization.homeRegion }),
  );
  const watching = guardrails.filter(hasMonitor);
  let made: FunctionBundles | undefined;
  // All in one pass, when the first stack asks.
  const bundles = () => {
    made ??= bundleAll(watching, policies);
    return made;
  };
  const hub = stack(
    stackNames.eventHub,
    [root],
    (name) => new EventHubStack(app, name, { organization, guardrails, bundles: bundles().hub }),
  );
  for (const shard of new Set(watching.map(({ id }) => loopShard(id)))) {
    const some = watching.filter(({ id }) => loopShard(id) === shard);
    stack(stackNames.loops(shard), [hub], (name) => {
      if (!hub) throw new Error(`${name}: the event hub it belongs to is not synthesized`);
      return new LoopsStack(app, name, {
        organization,
        watching: some,
        guardrails,
        hub: hub.hub,
        bundles: bundles().loops,
      });
    });
  }
  if (TrailStack.isNeeded(organization, guardrails)) {
    stack(stackNames.trail, [logArchive], (name) => new TrailStack(app, name, { organization, guardrails }));
  }
  const detectors = detectorRegions(organization).map((region) =>
    stack(stackNames.detectors(region), [hub], (name) => new DetectorsStack(app, name, { organization, region })),
  );
  const managements = baselineRegions(organization).map((region) =>
    stack(
      stackNames.managementBaseline(region),
      [hub, ...detectors],
      (name) => new ManagementBaselineStack(app, name, { organization, guardrails, region }),
    ),
  );
  const baseline = stack(
    stackNames.baseline,
    [hub],
    (name) => new BaselineStack(app, name, { organization, guardrails }),
  );
  const rules = wantedConfigRules(organization, guardrails);
  for (const region of serviceRegions(organization, rules.length > 0)) {
    stack(
      stackNames.securityServices(region),
      [hub, ...managements, baseline],
      (name) => new SecurityServicesStack(app, name, { organization, rules, region }),
    );
  }
  const [first, ...others] = lakeRegions(organization).map(
    (region, index) => (after: readonly (Stack | undefined)[]) =>
      stack(
        stackNames.securityLake(region),
        after,
        (name) => new SecurityLakeStack(app, name, { organization, region, isFirst: index === 0 }),
      ),
  );
  const lake = first?.([logArchive]);
  for (const another of others) another([lake]);
  const { newAccounts, rootMail } = organization;
  if (rootMail?.receive) {
    const { address, receive: region } = rootMail;
    stack(stackNames.rootMail, [root], (name) => new RootMailStack(app, name, { organization, address, region }));
  }
  const lifecycle =
    newAccounts && baseline
      ? stack(stackNames.accountLifecycle, [baseline], (name) => {
          const { everywhere } = baseline;
          return new AccountLifecycleStack(app, name, { organization, newAccounts, guardrails, baseline: everywhere });
        })
      : undefined;
  stack(
    stackNames.reconciler,
    [hub, ...detectors, lifecycle],
    (name) => new ReconcilerStack(app, name, { organization, guardrails, bundle: bundles().reconciler }),
  );
  addAccess({ app, organization, stack, hub, boundaries: [baseline, ...managements] });
  const { budgets } = organization;
  if (budgets) stack(stackNames.money, [root], (name) => new MoneyStack(app, name, { organization, budgets }));
}

export type MakeStack = ReturnType<typeof whereDeployable>;

/** Makes a stack after those it needs, or leaves it out while the lock file lacks an id. */
function whereDeployable(organization: Organization) {
  const deployable = new Set(deployOrder(organization).flatMap(({ stack, deployable: now }) => (now ? [stack] : [])));
  return <Made extends Stack>(
    name: string,
    after: readonly (Stack | undefined)[],
    make: (name: string) => Made,
  ): Made | undefined => {
    if (!deployable.has(name)) return undefined;
    const made = make(name);
    for (const before of after) if (before) made.addStackDependency(before);
    return made;
  };
}
