import type { Assembly } from '../../assembly/assembly';
import { valuesOf } from '../../assembly/values';
import { isObject, type Json, type JsonObject } from '../../model/json';
import type { AccountId, Organization } from '../../model/organization';
import { resolve, type Template, type TemplateResource, type Values } from '../../model/template';
import type { Grant, Grants } from './grant';
import { type Statement, statementsIn } from './statements-in';
import { textOf, textsOf } from './text-of';

interface Place {
  readonly template: Template;
  readonly stack: string;
  readonly where: string;
  /** Undefined for a StackSet: whichever account it lands in is not the one that is named. */
  readonly account?: AccountId;
  readonly values: Values;
}

/** Whatever crosses the border of an account, by the synthesized templates alone. */
export function grantsIn(assembly: Assembly, organization: Organization): Grants {
  const found = placesIn(assembly, organization).flatMap((place) =>
    Object.entries(place.template.Resources ?? {}).flatMap(([logicalId, resource]) => {
      const known = resolve(resource as unknown as Json, place.values) as unknown as TemplateResource;
      return statementsIn(known).flatMap((statement) => grantOf(statement, known, logicalId, place) ?? []);
    }),
  );
  return {
    inward: found.flatMap(({ direction, grant }) => (direction === 'inward' ? [grant] : [])),
    outward: found.flatMap(({ direction, grant }) => (direction === 'outward' ? [grant] : [])),
  };
}

function placesIn(assembly: Assembly, organization: Organization): readonly Place[] {
  const names = new Map(organization.accounts.map(({ id, name }) => [id, name]));
  const units = new Map(organization.units.map(({ id, path }) => [id, path]));
  return assembly.stacks.flatMap((stack) => {
    const values = valuesOf(organization, stack);
    const account = names.get(stack.account) ?? stack.account;
    return [
      { ...stack, stack: stack.name, where: account, values },
      ...stack.stackSets.map((stackSet) => ({
        template: stackSet.template,
        stack: stackSet.name,
        where: `each account of ${stackSet.units.map((id) => units.get(id) ?? id).join(', ')}`,
        values: { ...values, 'AWS::AccountId': 'ACCOUNT', 'AWS::Region': 'REGION' },
      })),
    ];
  });
}

function grantOf(statement: Statement, resource: TemplateResource, logicalId: string, place: Place) {
  const { Principal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const saidBy = `${resource.Type} ${nameOf(resource) ?? logicalId}`;
  const grant: Omit<Grant, 'who'> = {
    actions: NotAction === undefined ? textsOf(Action) : textsOf(NotAction).map((action) => `all but ${action}`),
    resources: NotResource === undefined ? textsOf(Resource) : textsOf(NotResource).map((arn) => `all but ${arn}`),
    condition: conditionOf(Condition),
    saidBy,
    stack: place.stack,
    where: place.where,
  };
  if (Principal !== undefined) {
    const who = strangersIn(Principal, grant, place);
    return who.length === 0 ? undefined : ({ direction: 'inward', grant: { ...grant, who } } as const);
  }
  const abroad = grant.resources.filter((arn) => isAbroad(arn, grant.actions, place));
  if (abroad.length === 0) return undefined;
  return { direction: 'outward', grant: { ...grant, resources: abroad, who: [saidBy] } } as const;
}

/**
 * Those whom a statement lets in from elsewhere: another account, anybody, a service that does not come for this account alone.
 * A service that assumes a role always does: a role is passed to a service within its own account only.
 */
function strangersIn(principal: Json, { actions, condition }: Pick<Grant, 'actions' | 'condition'>, place: Place) {
  if (principal === '*') return ['anybody'];
  if (!isObject(principal)) return [textOf(principal)];
  return Object.entries(principal as JsonObject).flatMap(([kind, names]) =>
    textsOf(names).flatMap((name) => {
      if (kind === 'AWS') return name === '*' ? ['anybody'] : isOwn(name, place) ? [] : [name];
      if (kind === 'Service') return isPassed(actions) || comesForUs(condition, place) ? [] : [name];
      return [`${kind} ${name}`];
    }),
  );
}

const isPassed = (actions: readonly string[]): boolean => actions.every((action) => action.startsWith('sts:'));

const isOwn = (principal: string, { account }: Place): boolean => {
  const id = /(?:^|:)(\d{12}|ACCOUNT)(?::|$)/.exec(principal)?.[1];
  // A principal without an account's id is a role of the same template.
  return id === undefined || id === (account ?? 'ACCOUNT');
};

function comesForUs(condition: Grant['condition'], { account = 'ACCOUNT' }: Place): boolean {
  const sources = Object.entries(condition).flatMap(([operator, keys]) =>
    /^(String|Arn)(Equals|Like)$/.test(operator)
      ? Object.entries(keys).filter(([key]) => /^(aws:Source(Account|Arn)|kms:CallerAccount)$/i.test(key))
      : [],
  );
  return sources.some(([, value]) => [value].flat().every((source) => isOurs(source, account)));
}

/** An account's id, or an ARN in it. A name without an account is that of a resource of the same template. */
function isOurs(source: string, account: string): boolean {
  const id = source.startsWith('arn:') ? source.split(':')[4] : source;
  return id === account || (id !== undefined && !/^(\d{12}|\*?)$/.test(id));
}

/** Of actions that need no ARN of an account, S3's for one, the other side's policy tells. */
function isAbroad(arn: string, actions: readonly string[], { account = 'ACCOUNT' }: Place): boolean {
  const owner = arn.startsWith('arn:') ? arn.split(':')[4] : undefined;
  if (owner === undefined || owner === '') return false;
  if (/^\d{12}$/.test(owner)) return owner !== account;
  return owner === '*' && actions.some((action) => /^(sts:AssumeRole|events:PutEvents|kms:)/.test(action));
}

function conditionOf(condition: Json | undefined): Grant['condition'] {
  if (!isObject(condition)) return {};
  return Object.fromEntries(
    Object.entries(condition as JsonObject).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys as JsonObject).map(([key, values]) => [key, textsOf(values)])),
    ]),
  );
}

/** Under which name people meet the resource. */
function nameOf({ Properties = {} }: TemplateResource): string | undefined {
  const key = [
    'RoleName',
    'ManagedPolicyName',
    'BucketName',
    'Bucket',
    'Name',
    'TopicName',
    'QueueName',
    'EventBusName',
  ]
    .concat('PolicyName', 'FunctionName')
    .find((name) => typeof Properties[name] === 'string');
  return key && String(Properties[key]);
}
