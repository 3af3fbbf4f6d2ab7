import { configTable } from './config-table';
import { dnsTable } from './dns-table';
import { fixesTable } from './fixes-table';
import { flowTable } from './flow-table';
import { loadBalancerTable } from './load-balancer-table';
import type { LogTable, TablePlace } from './log-table';
import { trailTables } from './trail-tables';

/** Everything in the archive that is written in rows. Sessions are not: they are what people typed. */
export function logTables(place: TablePlace): readonly LogTable[] {
  return [
    ...trailTables(place),
    configTable(place),
    flowTable(place),
    dnsTable,
    fixesTable,
    ...place.governedRegions.map(loadBalancerTable),
  ];
}
