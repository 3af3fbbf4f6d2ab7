import { type PolicyType, policyTypes } from '../model/control';
import { isObject, type Json, type JsonObject } from '../model/json';
import { settledPoliciesIn } from '../model/settled-policy';
import { resolve, resourcesOfType, type Template } from '../model/template';
import { createPlaces, type Places } from './templates/places';
import { policyContent } from './templates/policy-content';
import type { Names, Place, Tags } from './thing';

export interface DesiredUnit {
  readonly name: string;
  readonly path: string;
  readonly parent: Place;
  readonly tags: Tags;
}

export interface DesiredAccount {
  readonly name: string;
  readonly email: string;
  /** The role AWS creates in it. AWS's default is OrganizationAccountAccessRole. */
  readonly roleName?: string;
  readonly parent: Place;
  readonly tags: Tags;
}

export interface DesiredPolicy {
  readonly name: string;
  readonly type: PolicyType;
  readonly description: string;
  readonly content: JsonObject;
  readonly targets: readonly Place[];
  readonly tags: Tags;
}

/** What the synthesized templates say the organization should be. */
export interface DesiredOrganization {
  /** Parents before children. */
  readonly units: readonly DesiredUnit[];
  readonly accounts: readonly DesiredAccount[];
  readonly policies: readonly DesiredPolicy[];
}

/**
 * @param names what the ids in the templates stand for
 * @throws Error naming the resource, where a template cannot be understood
 */
export function desiredOrganization(templates: readonly Template[], names: Names = {}): DesiredOrganization {
  const places = createPlaces(templates, names);
  const each = <Desired>(type: string, read: (declared: Declared) => Desired): readonly Desired[] =>
    templates.flatMap((template) =>
      resourcesOfType(template, type).map(([logicalId, { Properties = {}, Condition }]) => {
        if (Condition)
          throw new Error(`${logicalId}: has Condition ${Condition}; what the organization is cannot depend on one`);
        return read({ template, logicalId, properties: Properties, places });
      }),
    );
  const desired = {
    units: each('AWS::Organizations::OrganizationalUnit', readUnit).toSorted((a, b) => depth(a.path) - depth(b.path)),
    accounts: each('AWS::Organizations::Account', readAccount),
    policies: [...each('AWS::Organizations::Policy', readPolicy), ...templates.flatMap(settledPolicies)],
  };
  requireUnique(
    'unit',
    desired.units.map((unit) => unit.path),
  );
  requireUnique(
    'account',
    desired.accounts.map((account) => account.name),
  );
  requireUnique(
    'e-mail',
    desired.accounts.map((account) => account.email.toLowerCase()),
  );
  requireUnique(
    'policy',
    desired.policies.map((policy) => policy.name),
  );
  return desired;
}

interface Declared {
  readonly template: Template;
  readonly logicalId: string;
  readonly properties: JsonObject;
  readonly places: Places;
}

function readUnit(declared: Declared): DesiredUnit {
  const { template, logicalId, properties, places } = declared;
  return {
    name: text(declared, 'Name'),
    path: places.pathOf(template, logicalId),
    parent: places.placeOf(template, properties.ParentId, logicalId),
    tags: tagsOf(declared),
  };
}

function readAccount(declared: Declared): DesiredAccount {
  const { template, logicalId, properties, places } = declared;
  const [parent, ...more] = listOf(properties.ParentIds);
  if (more.length > 0) throw new Error(`${logicalId}: has ${more.length + 1} ParentIds; an account is in one place`);
  return {
    name: text(declared, 'AccountName'),
    email: text(declared, 'Email'),
    ...(properties.RoleName !== undefined && { roleName: text(declared, 'RoleName') }),
    parent: parent === undefined ? 'root' : places.placeOf(template, parent, logicalId),
    tags: tagsOf(declared),
  };
}

function readPolicy(declared: Declared): DesiredPolicy {
  const { template, logicalId, properties, places } = declared;
  const type = policyTypes.find((candidate) => candidate === properties.Type);
  if (!type)
    throw new Error(`${logicalId}: Type is ${JSON.stringify(properties.Type)}; use one of ${policyTypes.join(', ')}`);
  return {
    name: text(declared, 'Name'),
    type,
    description: properties.Description === undefined ? '' : text(declared, 'Description'),
    content: policyContent(logicalId, properties.Content),
    targets: listOf(properties.TargetIds).map((target) => places.placeOf(template, target, logicalId)),
    tags: tagsOf(declared),
  };
}

function settledPolicies(template: Template): readonly DesiredPolicy[] {
  return settledPoliciesIn(template).map((policy) => ({
    ...policy,
    targets: policy.targets.map((target): Place => (target === 'root' ? 'root' : `unit ${target}`)),
    tags: {},
  }));
}

function tagsOf({ logicalId, properties }: Declared): Tags {
  return Object.fromEntries(
    listOf(properties.Tags).map((tag) => {
      if (!isObject(tag) || typeof tag.Key !== 'string' || typeof tag.Value !== 'string') {
        throw new Error(`${logicalId}: has the tag ${JSON.stringify(tag)}; a tag is a Key and a Value`);
      }
      return [tag.Key, tag.Value];
    }),
  );
}

function text({ logicalId, properties }: Declared, property: string): string {
  const value = resolve(properties[property] ?? null, {});
  if (typeof value === 'string') return value;
  throw new Error(`${logicalId}: ${property} is ${JSON.stringify(value)}; it is a text that is known before deploy`);
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

const depth = (path: string) => path.split('/').length;

function requireUnique(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  const twice = names.filter((name) => seen.size === seen.add(name).size);
  if (twice.length > 0) throw new Error(`the templates declare ${what} ${twice.join(', ')} twice; name each one once`);
}
