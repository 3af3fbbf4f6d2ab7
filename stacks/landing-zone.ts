import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib/core';
import { accountShards } from '../lib/model/account-shards';
import type { Guardrail } from '../lib/model/guardrail';
import { isOnSomewhere, type Organization } from '../lib/model/organization';
import { AccountsStack } from './accounts-stack';
import { baselineRegions } from './baseline-places';
import { BaselineStack } from './baseline-stack';
import { deployOrder, stackNames } from './deploy-order';
import { EventHubStack } from './event-hub-stack';
import { LogArchiveStack } from './log-archive-stack';
import { ManagementBaselineStack } from './management-baseline-stack';
import { OrganizationStack } from './organization-stack';
import { TrailStack } from './trail-stack';

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
  const deployable = new Set(deployOrder(organization).flatMap(({ stack, deployable: now }) => (now ? [stack] : [])));
  const stack = <Made extends Stack>(name: string, make: (name: string) => Made, ...after: (Stack | undefined)[]) => {
    if (!deployable.has(name)) return undefined;
    const made = make(name);
    for (const before of after) if (before) made.addStackDependency(before);
    return made;
  };
  const [accounts = [], ...shards] = accountShards(organization);

  const root = stack(
    stackNames.organization,
    (name) => new OrganizationStack(app, name, { organization, guardrails, accounts }),
  );
  for (const [index, shard] of shards.entries()) {
    stack(
      stackNames.accounts(index + 1),
      (name) => new AccountsStack(app, name, { organization, accounts: shard }),
      root,
    );
  }
  const logArchive = stack(stackNames.logArchive, (name) => new LogArchiveStack(app, name, organization), root);
  const hub = stack(
    stackNames.eventHub,
    (name) => new EventHubStack(app, name, { organization, guardrails, policies }),
    root,
  );
  stack(stackNames.trail, (name) => new TrailStack(app, name, organization), logArchive);
  for (const region of baselineRegions(organization)) {
    stack(
      stackNames.managementBaseline(region),
      (name) => new ManagementBaselineStack(app, name, { organization, guardrails, region }),
      hub,
    );
  }
  stack(stackNames.baseline, (name) => new BaselineStack(app, name, { organization, guardrails }), hub);
}
