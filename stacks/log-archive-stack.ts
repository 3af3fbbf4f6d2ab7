import type { App } from 'aws-cdk-lib/core';
import { addArchiveRegion } from '../lib/constructs/archive/archive-region';
import { LogQueries } from '../lib/constructs/archive/log-queries';
import { LogReplication } from '../lib/constructs/archive/log-replication';
import { ReconcilerRole } from '../lib/constructs/reconciler/reconciler-role';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Organization, Region } from '../lib/model/organization';
import { lakeRoleName } from '../lib/model/platform';
import { permissionsOf } from '../lib/organizations/reconcile/permissions-of';
import { settingsOf } from '../lib/organizations/reconcile/settings-of';
import { baselineRegions, outpostRegions } from './baseline-places';
import { place } from './place';

export interface LogArchiveStackProps {
  readonly organization: Organization;
  readonly region: Region;
}

/** Log archive account, each governed region: at home every account's logs, elsewhere copies and what cannot leave its region. */
export class LogArchiveStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, region }: LogArchiveStackProps) {
    super(scope, id, place(organization, 'log-archive', region));
    const { homeRegion, logs } = organization;
    if (region !== homeRegion) {
      addArchiveRegion(this, { organization, region });
      return;
    }
    const { region: to = homeRegion, kinds = [] } = logs.replica ?? {};
    const replication = logs.replica && new LogReplication(this, 'Replication', { organization, to, kinds });
    const { key, accessLogs } = addArchiveRegion(this, {
      organization,
      region,
      copiesOf: (bucket) => replication?.copiesOf(bucket),
    });
    const regions = [...new Set([...baselineRegions(organization), ...outpostRegions(organization)])];
    if (key !== undefined) new LogQueries(this, 'Queries', { organization, regions, key, accessLogs });
    this.#lendLake(organization);
  }

  /** The reconciler is there before the lake is, so what it may do to it comes with the buckets. */
  #lendLake(organization: Organization): void {
    const { logArchive } = permissionsOf(settingsOf(organization, []));
    if (logArchive.length === 0) return;
    new ReconcilerRole(this, 'Lake', {
      organization,
      name: lakeRoleName,
      description: 'Lends the reconciler what the administrator of Security Lake may do',
      actions: logArchive,
      because: 'calls about the lake are about all its regions and accounts, and name no resource',
    });
  }
}
