import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib/core';
import { AlertTopic } from '../lib/constructs/alert-topic';
import { bundleFunctions } from '../lib/constructs/bundle-functions';
import { EncryptionKey } from '../lib/constructs/encryption-key';
import { functionAsset } from '../lib/constructs/function-asset';
import { HeartbeatWatch } from '../lib/constructs/heartbeat-watch';
import { HubBus } from '../lib/constructs/hub-bus';
import { HubDashboard } from '../lib/constructs/hub-dashboard';
import { LedgerTable } from '../lib/constructs/ledger-table';
import { RemediationFunction } from '../lib/constructs/remediation-function';
import { TroubleAlarms } from '../lib/constructs/trouble-alarms';
import { factsOf, runtimeConfiguration } from '../lib/model/facts';
import { type Guardrail, hasMonitor } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import type { HeartbeatConfiguration } from '../lib/remediation/heartbeat';
import { baselineRegions } from './baseline-places';
import { place } from './place';

export interface EventHubStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
  /** Where the folders of the guardrails are. */
  readonly policies: string;
}

const root = join(__dirname, '..');

/** Security account, home region: where events arrive and are acted on. */
export class EventHubStack extends Stack {
  constructor(scope: App, id: string, { organization, guardrails, policies }: EventHubStackProps) {
    super(scope, id, place(organization, 'security'));
    const key = new EncryptionKey(this, 'HubKey', {
      alias: 'breakwater-hub',
      description: 'Encrypts the ledger and the alerts',
      partition: organization.partition,
      statements: [alarmsEncrypt(this.account)],
    }).arn;
    const bus = new HubBus(this, 'Hub', organization);
    const ledger = new LedgerTable(this, 'Ledger', { key });
    const topic = new AlertTopic(this, 'Alerts', { key, emails: organization.alerts.emails });
    const watching = guardrails.filter(hasMonitor);
    const bundles = bundleFunctions(
      [
        { id: 'heartbeat', handler: 'lib/remediation/heartbeat' },
        ...watching.map(({ id, fix }) => ({ id, folder: join(policies, id), fixes: fix !== undefined })),
      ],
      root,
    );
    const assetOf = (name: string, configuration: object) => {
      const bundle = bundles[name];
      if (!bundle) throw new Error(`${name}: no bundle was made of it`);
      return functionAsset(this, name, bundle, configuration);
    };
    const hub = { organization, bus, ledger, topic, key };
    new HeartbeatWatch(this, 'Heartbeat', {
      ...hub,
      asset: assetOf('heartbeat', heartbeatConfiguration(organization)),
    });
    for (const guardrail of watching) {
      const asset = assetOf(guardrail.id, runtimeConfiguration(organization, guardrail, guardrails));
      new RemediationFunction(this, guardrail.id, { ...hub, guardrail, asset });
    }
    new TroubleAlarms(this, 'Troubles', { topic });
    new HubDashboard(this, 'Dashboard');
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

function alarmsEncrypt(account: string) {
  return {
    Sid: 'AlarmsEncrypt',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  } as const;
}
