import { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import { HostManagement } from './host-management';
import { Patching } from './patching';
import { mayWriteSignIns, RootLogins } from './root-logins';

/** What Systems Manager does in this account and region. Nothing of it is a function: Systems Manager runs it. */
export class Operations extends Construct {
  constructor(scope: Construct, id: string, { partition, operations }: Organization) {
    super(scope, id);
    const { hostManagement, patching, rootLogins } = operations;
    if (hostManagement) {
      const instancesMay = rootLogins ? [mayWriteSignIns(partition)] : [];
      new HostManagement(this, 'HostManagement', { partition, instancesMay });
    }
    new Patching(this, 'Patching', { partition, patching });
    if (rootLogins) new RootLogins(this, 'RootLogins', rootLogins);
  }
}
