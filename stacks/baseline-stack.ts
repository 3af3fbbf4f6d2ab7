import { type App, CfnStackSet, type CfnStackSetProps, Stack } from 'aws-cdk-lib/core';
import { AccountAccess } from '../lib/constructs/access/account-access';
import { Baseline } from '../lib/constructs/baseline/baseline';
import { FixRoles } from '../lib/constructs/baseline/fix-roles';
import { ForwardingRules } from '../lib/constructs/baseline/forwarding-rules';
import { StackSetBody } from '../lib/constructs/baseline/stack-set-body';
import { ConfigRecorder } from '../lib/constructs/detectors/config-recorder';
import { Operations } from '../lib/constructs/operations/operations';
import { ReconcilerRole } from '../lib/constructs/reconciler/reconciler-role';
import { type Guardrail, hasFix } from '../lib/model/guardrail';
import { loopShard } from '../lib/model/loop-shards';
import { hasOperations } from '../lib/model/operations';
import type { Organization, Region } from '../lib/model/organization';
import { outpostRoleNameIn, quotasRoleName } from '../lib/model/platform';
import { permissionsOf } from '../lib/organizations/reconcile/permissions-of';
import { settingsOf } from '../lib/organizations/reconcile/settings-of';
import { baselineRegions, baselineUnits, outpostRegions } from './baseline-places';
import { place } from './place';

export interface BaselineStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

// A quarter of the accounts at a time in all regions; a few broken accounts stop nobody else's.
const pace = {
  regionConcurrencyType: 'PARALLEL',
  maxConcurrentPercentage: 25,
  failureTolerancePercentage: 10,
  concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
} as const;

/** Management account, home region: the StackSet that gives every member account its baseline. */
export class BaselineStack extends Stack {
  readonly #organization: Organization;

  constructor(scope: App, id: string, { organization, guardrails }: BaselineStackProps) {
    super(scope, id, place(organization, 'management'));
    this.#organization = organization;
    const body = new StackSetBody(this, 'Body');
    new Baseline(body, 'Baseline', { organization, guardrails });
    const baseline = new CfnStackSet(this, 'StackSet', {
      stackSetName: 'breakwater-baseline',
      description: 'What every member account gets from the landing zone',
      ...toEveryAccount(organization, baselineRegions(organization)),
      templateBody: body.template,
    });
    this.#addFixRoles(organization, guardrails.filter(hasFix));
    this.#addRecorder(organization, baseline);
    this.#addOperations(organization, baseline);
    this.#addAccess(organization);
    this.#addQuotasRole(organization);
    const patterns = guardrails.flatMap(({ monitor }) => monitor?.elsewhere ?? []);
    const regions = outpostRegions(organization);
    if (patterns.length === 0 || regions.length === 0) return;
    const outpost = new StackSetBody(this, 'OutpostBody');
    const roleName = outpostRoleNameIn(outpost.region);
    new ForwardingRules(outpost, 'Forwarding', { organization, monitors: [{ patterns }], roleName });
    new CfnStackSet(this, 'Outposts', {
      stackSetName: 'breakwater-outposts',
      description: 'Watches the regions where nothing should happen',
      ...toEveryAccount(organization, regions),
      templateBody: outpost.template,
    });
  }

  /** Apart from the baseline: an account whose recorder is somebody else's is heard all the same. */
  #addRecorder(organization: Organization, baseline: CfnStackSet): void {
    const { config } = organization.services;
    if (!config) return;
    const body = new StackSetBody(this, 'RecorderBody');
    new ConfigRecorder(body, 'Config', organization, config);
    const { autoDeployment, ...everyAccount } = toEveryAccount(organization, organization.governedRegions);
    new CfnStackSet(this, 'Recorder', {
      stackSetName: 'breakwater-recorder',
      description: 'Records what changes in every member account, and delivers it to the log archive',
      ...everyAccount,
      // A new account is heard before it is recorded.
      autoDeployment: { ...autoDeployment, dependsOn: [arnOf(baseline, organization)] },
      templateBody: body.template,
    });
  }

  /** Apart from the baseline: an account where Systems Manager refuses something is heard all the same. */
  #addOperations(organization: Organization, baseline: CfnStackSet): void {
    if (!hasOperations(organization.operations)) return;
    const body = new StackSetBody(this, 'OperationsBody');
    new Operations(body, 'Operations', organization);
    const { autoDeployment, ...everyAccount } = toEveryAccount(organization, organization.governedRegions);
    new CfnStackSet(this, 'Operations', {
      stackSetName: 'breakwater-operations',
      description: 'What Systems Manager does on the machines of every member account',
      ...everyAccount,
      autoDeployment: { ...autoDeployment, dependsOn: [arnOf(baseline, organization)] },
      templateBody: body.template,
    });
  }

  #addAccess(organization: Organization): void {
    const body = new StackSetBody(this, 'AccessBody');
    new AccountAccess(body, 'Access', organization);
    new CfnStackSet(this, 'Access', {
      stackSetName: 'breakwater-access',
      description: "The boundary of workloads' roles, and break-glass access",
      ...toEveryAccount(organization, [organization.homeRegion]),
      templateBody: body.template,
    });
  }

  /**
   * StackSets that every account of every unit gets, and in how many regions: what a new account waits for.
   * Not for those that follow others: what an invited account brings along may stand in their way, and nobody could remove it there.
   */
  get everywhere(): readonly { readonly stackSet: string; readonly regions: number }[] {
    const units = baselineUnits(this.#organization).length;
    return this.node.children
      .filter((child) => child instanceof CfnStackSet)
      .filter(({ autoDeployment }) => !this.resolve(autoDeployment).dependsOn)
      .flatMap(({ stackSetName, stackInstancesGroup }) => {
        const [group] = this.resolve(stackInstancesGroup) as readonly Group[];
        const isEverywhere = group?.deploymentTargets.organizationalUnitIds.length === units;
        return group && isEverywhere ? [{ stackSet: stackSetName, regions: group.regions.length }] : [];
      });
  }

  /** Only where quotas are to be raised: an account asks for its own. */
  #addQuotasRole(organization: Organization): void {
    const { everywhere } = permissionsOf(settingsOf(organization, []));
    if (everywhere.length === 0) return;
    const body = new StackSetBody(this, 'QuotasRoleBody');
    new ReconcilerRole(body, 'Quotas', {
      organization,
      name: quotasRoleName,
      description: 'Lends the reconciler the account when a quota is to be raised',
      actions: everywhere,
      because: 'quotas are asked for by service and code, of which the file may name any',
    });
    new CfnStackSet(this, 'QuotasRole', {
      stackSetName: 'breakwater-quotas-role',
      description: 'The role that asks for quotas of a member account',
      ...toEveryAccount(organization, [organization.homeRegion]),
      templateBody: body.template,
    });
  }

  /** A StackSet's template is at most 51,200 bytes, and a role takes one thousand. */
  #addFixRoles(organization: Organization, fixing: readonly Guardrail[]): void {
    for (const shard of new Set(fixing.map(({ id }) => loopShard(id)))) {
      const body = new StackSetBody(this, `FixRoles${shard}Body`);
      const some = fixing.filter(({ id }) => loopShard(id) === shard);
      new FixRoles(body, 'Fixes', { organization, guardrails: some });
      new CfnStackSet(this, `FixRoles${shard}`, {
        stackSetName: `breakwater-fix-roles-${shard}`,
        description: 'Roles that lend each fix what it may do in a member account',
        ...toEveryAccount(organization, [organization.homeRegion]),
        templateBody: body.template,
      });
    }
  }
}

interface Group {
  readonly regions: readonly Region[];
  readonly deploymentTargets: { readonly organizationalUnitIds: readonly string[] };
}

function toEveryAccount(
  organization: Organization,
  regions: readonly Region[],
): Omit<CfnStackSetProps, 'stackSetName' | 'autoDeployment'> & {
  readonly autoDeployment: CfnStackSet.AutoDeploymentProperty;
} {
  return {
    permissionModel: 'SERVICE_MANAGED',
    capabilities: ['CAPABILITY_NAMED_IAM'],
    // An account that leaves a unit keeps its baseline until it has another: better watched twice than not at all.
    autoDeployment: { enabled: true, retainStacksOnAccountRemoval: true },
    managedExecution: { Active: true },
    operationPreferences: { ...pace, regionOrder: [...regions] },
    stackInstancesGroup: [
      {
        regions: [...regions],
        deploymentTargets: { organizationalUnitIds: baselineUnits(organization).map((unit) => String(unit.id)) },
      },
    ],
  };
}

function arnOf(stackSet: CfnStackSet, { partition }: Organization): string {
  const { region, account } = Stack.of(stackSet);
  return `arn:${partition}:cloudformation:${region}:${account}:stackset/${stackSet.attrStackSetId}`;
}
