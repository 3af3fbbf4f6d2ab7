import { isObject, type JsonObject } from '../../lib/model/json';

/** Policies of AWS whose holder can do everything, or give himself the rest. */
const administratorPolicies = ['AdministratorAccess', 'IAMFullAccess'];

export const administratorPolicyArns = (partition: string): readonly string[] =>
  administratorPolicies.map((name) => `arn:${partition}:iam::aws:policy/${name}`);

/** Whether the ARN is of one of them, in any partition. */
export const isAdministratorPolicy = (arn: string): boolean =>
  administratorPolicies.some((name) => /^arn:[^:]+:iam::aws:policy\//.test(arn) && arn.endsWith(`:policy/${name}`));

/** Whether a policy allows everything, or all of IAM, on everything. A condition narrows when, and not what. */
export function makesAdministrator(document: unknown): boolean {
  return statementsOf(document).some(isAdministration);
}

/** The policy without the statements that do. What nobody can be denied keeps it a policy when none is left. */
export function withoutAdministration(document: JsonObject): JsonObject {
  const rest = statementsOf(document).filter((statement) => !isAdministration(statement));
  return { ...document, Statement: (rest.length > 0 ? rest : [nothingMuch]) as JsonObject[] };
}

const nothingMuch = { Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' };
const everything = new Set(['*', '*:*', 'iam:*']);

function isAdministration({ Effect, Action, NotAction, Resource, NotResource }: Statement): boolean {
  if (Effect !== 'Allow') return false;
  const isEverywhere = NotResource !== undefined || list(Resource).includes('*');
  // Everything but a few actions is IAM as well, unless IAM is among the few.
  const isEverything =
    NotAction === undefined
      ? list(Action).some((action) => everything.has(action.toLowerCase()))
      : !list(NotAction).some((action) => everything.has(action.toLowerCase()));
  return isEverywhere && isEverything;
}

type Statement = Readonly<Record<string, unknown>>;
function statementsOf(document: unknown): readonly Statement[] {
  return isObject(document) ? [document.Statement ?? []].flat().filter(isObject) : [];
}

const list = (value: unknown): readonly string[] => [value].flat().filter((one) => typeof one === 'string');
