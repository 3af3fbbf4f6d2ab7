import type { App } from 'aws-cdk-lib/core';
import type { FunctionBundle } from '../lib/constructs/functions/bundle-cache';
import { functionAsset } from '../lib/constructs/functions/function-asset';
import { Reconciler, type ReconcilerProps } from '../lib/constructs/reconciler/reconciler';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { EventPattern, Guardrail } from '../lib/model/guardrail';
import { accountWithRole, type Organization } from '../lib/model/organization';
import { globalRegions } from '../lib/model/partitions';
import {
  accountLifecycleName,
  alertTopicName,
  lakeRoleName,
  quotasRoleName,
  roleArn,
  servicesRoleName,
} from '../lib/model/platform';
import type { ReconcilerConfiguration } from '../lib/organizations/reconcile/handler';
import { permissionsOf } from '../lib/organizations/reconcile/permissions-of';
import type { Settings } from '../lib/organizations/reconcile/settings';
import { place } from './place';
import { reconcilerSettings } from './reconciler-settings';
import { stackNames } from './stack-names';

export interface ReconcilerStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
  readonly bundle: FunctionBundle;
}

/** Management account, home region: what keeps the settings that no CloudFormation resource does. */
export class ReconcilerStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, guardrails, bundle }: ReconcilerStackProps) {
    super(scope, id, place(organization, 'management'));
    const { partition, homeRegion } = organization;
    const settings = reconcilerSettings(organization, guardrails);
    const security = String(accountWithRole(organization, 'security').id);
    const { management, everywhere } = permissionsOf(settings);
    const configuration: ReconcilerConfiguration = {
      settings,
      managementAccount: this.account,
      roles: {
        own: ownRoles(settings),
        everywhere: roleArn(partition, 'ACCOUNT', quotasRoleName),
      },
    };
    new Reconciler(this, 'Reconciler', {
      organization,
      asset: functionAsset(this, 'reconciler', bundle, configuration),
      actions: management,
      closing: this.#closing(organization, settings),
      linkedServices: [
        ...settings.trustedServices,
        'stacksets.cloudformation.amazonaws.com',
        // Its second version works with a role of its own.
        ...(settings.securityHubV2 ? ['securityhubv2.amazonaws.com'] : []),
      ],
      roles: [
        ...Object.values(configuration.roles.own),
        ...(everywhere.length > 0 ? [roleArn(partition, '*', quotasRoleName)] : []),
      ],
      events: {
        Deployed: { pattern: this.#deployed(partition, homeRegion) },
        ...accountArrived(organization),
      },
      topic: `arn:${partition}:sns:${homeRegion}:${security}:${alertTopicName}`,
    });
  }

  #closing({ partition, id }: Organization, { closing }: Settings): readonly string[] {
    return closing.map((one) => `arn:${partition}:organizations::${this.account}:account/${id}/${one.id}`);
  }

  /** Whatever makes accounts and policies, or the reconciler itself, has been deployed. */
  #deployed(partition: string, region: string): EventPattern {
    const stacks = [stackNames.organization, stackNames.accounts, stackNames.reconciler];
    const prefixes = stacks.map((name) => (typeof name === 'string' ? `${name}/` : name(0).slice(0, -1)));
    return {
      source: ['aws.cloudformation'],
      'detail-type': ['CloudFormation Stack Status Change'],
      detail: {
        'stack-id': prefixes.map((prefix) => ({
          prefix: `arn:${partition}:cloudformation:${region}:${this.account}:stack/${prefix}`,
        })),
        'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] },
      },
    };
  }
}

/** Of accounts where it may do more than in every other. */
function ownRoles(settings: Settings): ReconcilerConfiguration['roles']['own'] {
  const { security, logArchive } = permissionsOf(settings);
  const { partition, securityAccount, securityLake } = settings;
  const lent = [
    { account: securityAccount, actions: security, name: servicesRoleName },
    { account: securityLake?.account, actions: logArchive, name: lakeRoleName },
  ];
  return Object.fromEntries(
    lent.flatMap(({ account, actions, name }) =>
      account && actions.length > 0 ? [[account, roleArn(partition, account, name)]] : [],
    ),
  );
}

/**
 * Organizations tells of accounts in the region of global services alone; the lifecycle has it brought here, where there
 * is one. Otherwise an account waits for the deployment that made it to end, or for the next hour.
 */
function accountArrived(organization: Organization): ReconcilerProps['events'] {
  const isHere = organization.homeRegion === globalRegions[organization.partition];
  if (!isHere && !organization.newAccounts) return {};
  const pattern: EventPattern = {
    source: ['aws.organizations'],
    detail: {
      eventSource: ['organizations.amazonaws.com'],
      eventName: ['CreateAccountResult', 'AccountJoinedOrganization'],
    },
  };
  return { Arrived: { pattern, bus: isHere ? undefined : accountLifecycleName } };
}
