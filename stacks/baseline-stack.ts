import { type App, CfnStackSet, Stack } from 'aws-cdk-lib/core';
import { AccountAccess } from '../lib/constructs/access/account-access';
import { Baseline } from '../lib/constructs/baseline/baseline';
import { FixRoles } from '../lib/constructs/baseline/fix-roles';
import { ForwardingRules } from '../lib/constructs/baseline/forwarding-rules';
import { StackSetBody } from '../lib/constructs/baseline/stack-set-body';
import { ConfigRecorder } from '../lib/constructs/detectors/config-recorder';
import { Operations } from '../lib/constructs/operations/operations';
import { ReconcilerRole } from '../lib/constructs/reconciler/reconciler-role';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import { type EventPattern, type Guardrail, hasFix } from '../lib/model/guardrail';
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

/** Management account, home region: the StackSets that give every member account its baseline, recorder and roles. */
export class BaselineStack extends RememberingStack {
  readonly #organization: Organization;

  constructor(scope: App, id: string, { organization, guardrails }: BaselineStackProps) {
    super(scope, id, place(organization, 'management'));
    this.#organization = organization;
    const { homeRegion, governedRegions, operations, services } = organization;
    const baseline = this.#deploy('StackSet', 'Body', {
      name: 'breakwater-baseline',
      description: 'What every member account gets from the landing zone',
      regions: baselineRegions(organization),
      fill: (body) => new Baseline(body, 'Baseline', { organization, guardrails }),
    });
    this.#deployFixRoles(guardrails.filter(hasFix));
    const { config } = services;
    if (config) {
      this.#deploy('Recorder', 'RecorderBody', {
        name: 'breakwater-recorder',
        description: 'Records what changes in every member account, and delivers it to the log archive',
        regions: governedRegions,
        // An account whose recorder is somebody else's is heard all the same.
        after: baseline,
        fill: (body) => new ConfigRecorder(body, 'Config', organization, config),
      });
    }
    if (hasOperations(operations)) {
      this.#deploy('Operations', 'OperationsBody', {
        name: 'breakwater-operations',
        description: 'What Systems Manager does on the machines of every member account',
        regions: governedRegions,
        // An account where Systems Manager refuses something is heard all the same.
        after: baseline,
        fill: (body) => new Operations(body, 'Operations', organization),
      });
    }
    this.#deploy('Access', 'AccessBody', {
      name: 'breakwater-access',
      description: "The boundary of workloads' roles, and break-glass access",
      regions: [homeRegion],
      fill: (body) => new AccountAccess(body, 'Access', organization),
    });
    this.#deployQuotasRole();
    this.#deployOutposts(guardrails.flatMap(({ monitor }) => monitor?.elsewhere ?? []));
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

  /** A StackSet's template is at most 51,200 bytes, and a role takes one thousand. */
  #deployFixRoles(fixing: readonly Guardrail[]): void {
    for (const shard of new Set(fixing.map(({ id }) => loopShard(id)))) {
      const guardrails = fixing.filter(({ id }) => loopShard(id) === shard);
      this.#deploy(`FixRoles${shard}`, `FixRoles${shard}Body`, {
        name: `breakwater-fix-roles-${shard}`,
        description: 'Roles that lend each fix what it may do in a member account',
        regions: [this.#organization.homeRegion],
        fill: (body) => new FixRoles(body, 'Fixes', { organization: this.#organization, guardrails }),
      });
    }
  }

  /** Only where quotas are to be raised: an account asks for its own. */
  #deployQuotasRole(): void {
    const organization = this.#organization;
    const { everywhere: actions } = permissionsOf(settingsOf(organization, []));
    if (actions.length === 0) return;
    const role = {
      name: quotasRoleName,
      description: 'Lends the reconciler the account when a quota is to be raised',
      because: 'quotas are asked for by service and code, of which the file may name any',
    };
    this.#deploy('QuotasRole', 'QuotasRoleBody', {
      name: 'breakwater-quotas-role',
      description: 'The role that asks for quotas of a member account',
      regions: [organization.homeRegion],
      fill: (body) => new ReconcilerRole(body, 'Quotas', { organization, actions, ...role }),
    });
  }

  #deployOutposts(patterns: readonly EventPattern[]): void {
    const organization = this.#organization;
    const regions = outpostRegions(organization);
    if (patterns.length === 0 || regions.length === 0) return;
    const monitors = [{ patterns }];
    this.#deploy('Outposts', 'OutpostBody', {
      name: 'breakwater-outposts',
      description: 'Watches the regions where nothing should happen',
      regions,
      fill: (body) =>
        new ForwardingRules(body, 'Forwarding', { organization, monitors, roleName: outpostRoleNameIn(body.region) }),
    });
  }

  /** Gives every account of every unit of the baseline, in those regions, what is in the body. */
  #deploy(id: string, bodyId: string, { name, description, regions, after, fill }: Deployment): CfnStackSet {
    const body = new StackSetBody(this, bodyId);
    fill(body);
    return new CfnStackSet(this, id, {
      stackSetName: name,
      description,
      permissionModel: 'SERVICE_MANAGED',
      capabilities: ['CAPABILITY_NAMED_IAM'],
      autoDeployment: {
        enabled: true,
        // An account that leaves a unit keeps its baseline until it has another: better watched twice than not at all.
        retainStacksOnAccountRemoval: true,
        ...(after && { dependsOn: [arnOf(after, this.#organization)] }),
      },
      managedExecution: { Active: true },
      operationPreferences: { ...pace, regionOrder: [...regions] },
      stackInstancesGroup: [
        {
          regions: [...regions],
          deploymentTargets: {
            organizationalUnitIds: baselineUnits(this.#organization).map((unit) => String(unit.id)),
          },
        },
      ],
      templateBody: body.template,
    });
  }
}

interface Deployment {
  readonly name: string;
  readonly description: string;
  readonly regions: readonly Region[];
  /** A new account gets this one afterwards. */
  readonly after?: CfnStackSet;
  readonly fill: (body: StackSetBody) => void;
}

interface Group {
  readonly regions: readonly Region[];
  readonly deploymentTargets: { readonly organizationalUnitIds: readonly string[] };
}

function arnOf(stackSet: CfnStackSet, { partition }: Organization): string {
  const { region, account } = Stack.of(stackSet);
  return `arn:${partition}:cloudformation:${region}:${account}:stackset/${stackSet.attrStackSetId}`;
}
