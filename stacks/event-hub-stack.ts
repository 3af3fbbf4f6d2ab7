import type { App } from 'aws-cdk-lib/core';
import { FixHistory } from '../lib/constructs/archive/fix-history';
import { FindingAlerts } from '../lib/constructs/detectors/finding-alerts';
import { EncryptionKey } from '../lib/constructs/encryption-key';
import type { FunctionBundle } from '../lib/constructs/functions/bundle-cache';
import { functionAsset } from '../lib/constructs/functions/function-asset';
import { AlertTopic } from '../lib/constructs/hub/alert-topic';
import { FollowMachine } from '../lib/constructs/hub/follow-machine';
import { HeartbeatWatch } from '../lib/constructs/hub/heartbeat-watch';
import { HubBus } from '../lib/constructs/hub/hub-bus';
import { HubDashboard } from '../lib/constructs/hub/hub-dashboard';
import { LedgerTable } from '../lib/constructs/hub/ledger-table';
import { TroubleAlarms } from '../lib/constructs/hub/trouble-alarms';
import { ReconcilerRole } from '../lib/constructs/reconciler/reconciler-role';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import { serviceFindingPatterns } from '../lib/events/service-finding-patterns';
import { factsOf } from '../lib/model/facts';
import type { Guardrail } from '../lib/model/guardrail';
import { accountWithRole, type Organization } from '../lib/model/organization';
import { servicesRoleName } from '../lib/model/platform';
import { permissionsOf } from '../lib/organizations/reconcile/permissions-of';
import { settingsOf } from '../lib/organizations/reconcile/settings-of';
import { alarmsOf, mayEncrypt } from '../lib/policy/publisher';
import { followDefinition } from '../lib/remediation/follow-definition';
import type { HeartbeatConfiguration } from '../lib/remediation/heartbeat';
import { baselineRegions } from './baseline-places';
import { place } from './place';

/** Functions of the hub that belong to no guardrail. */
export interface HubBundles {
  /** Watches the heartbeats. */
  readonly heartbeat: FunctionBundle;
  /** Tells people what the security services find. */
  readonly findings: FunctionBundle;
}

export interface EventHubStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
  readonly bundles: HubBundles;
}

/** What the loops of all guardrails share. */
export interface Hub {
  readonly bus: HubBus;
  readonly ledger: LedgerTable;
  readonly topic: AlertTopic;
  /** ARN of the key that ledger and topic are encrypted with. */
  readonly key: string;
  /** Where a guardrail's fix goes on by itself. */
  readonly follow?: FollowMachine;
}

/** Security account, home region: where events arrive, and what is remembered and told. */
export class EventHubStack extends RememberingStack {
  readonly hub: Hub;

  constructor(scope: App, id: string, { organization, guardrails, bundles }: EventHubStackProps) {
    super(scope, id, place(organization, 'security'));
    const alarms = alarmsOf([this.account, String(accountWithRole(organization, 'management').id)]);
    const key = new EncryptionKey(this, 'HubKey', {
      alias: 'breakwater-hub',
      description: 'Encrypts the ledger and the alerts',
      partition: organization.partition,
      statements: [mayEncrypt(alarms)],
    }).arn;
    const bus = new HubBus(this, 'Hub', organization);
    const ledger = new LedgerTable(this, 'Ledger', { key });
    const topic = new AlertTopic(this, 'Alerts', { key, emails: organization.alerts.emails, publishers: [alarms] });
    const follow = this.#follow(organization, guardrails, topic);
    this.hub = { bus, ledger, topic, key, ...(follow && { follow }) };
    new HeartbeatWatch(this, 'Heartbeat', {
      organization,
      ...this.hub,
      asset: functionAsset(this, 'heartbeat', bundles.heartbeat, heartbeatConfiguration(organization)),
    });
    this.#lendServices(organization);
    if (serviceFindingPatterns(organization.services).length > 0) {
      const asset = functionAsset(this, 'findings', bundles.findings, {});
      new FindingAlerts(this, 'Findings', { organization, ...this.hub, asset });
    }
    // GovCloud has no pipes (aws-cdk-lib's region facts, 2026-11): there the ledger alone remembers.
    if (organization.partition !== 'aws-us-gov') {
      new FixHistory(this, 'FixHistory', { organization, ledger, topic, key });
    }
    new TroubleAlarms(this, 'Troubles', { topic });
    new HubDashboard(this, 'Dashboard');
  }

  #follow(organization: Organization, all: readonly Guardrail[], topic: AlertTopic): FollowMachine | undefined {
    const guardrails = all.filter(({ fix }) => fix?.follow).map(({ id }) => id);
    if (guardrails.length === 0) return undefined;
    const definition = followDefinition(organization.partition);
    return new FollowMachine(this, 'Follow', { organization, guardrails, definition, topic });
  }

  /** What this account may do as the administrator of services is asked for from management, which keeps all settings. */
  #lendServices(organization: Organization): void {
    const { security } = permissionsOf(settingsOf(organization, []));
    if (security.length === 0) return;
    new ReconcilerRole(this, 'Services', {
      organization,
      name: servicesRoleName,
      description: 'Lends the reconciler what the administrator of services may do',
      actions: security,
      linkedServices: organization.services.inspector
        ? ['inspector2.amazonaws.com', 'agentless.inspector2.amazonaws.com']
        : [],
      because: "calls of a service's administrator are about the organization as a whole, and name no resource",
    });
  }
}

function heartbeatConfiguration(organization: Organization): HeartbeatConfiguration {
  const quiet = organization.units.filter(({ purpose }) => purpose === 'suspended');
  return {
    facts: factsOf(organization),
    regions: baselineRegions(organization),
    quietUnits: quiet.map(({ id }) => String(id)),
  };
}
