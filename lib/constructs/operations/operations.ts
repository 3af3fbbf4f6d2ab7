import { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import { HostManagement } from './host-management';
import { Patching } from './patching';

/** What Systems Manager does in this account and region. Nothing of it is a function: Systems Manager runs it. */
export class Operations extends Construct {
  constructor(scope: Construct, id: string, { partition, operations }: Organization) {
    super(scope, id);
    if (operations.hostManagement) new HostManagement(this, 'HostManagement', { partition });
    new Patching(this, 'Patching', { partition, patching: operations.patching });
  }
}
