import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetUserCommand,
  IAMClient,
  ListPolicyVersionsCommand,
  type Role,
} from '@aws-sdk/client-iam';
import type { Resource } from '../../lib/model/finding';
import type { Session } from '../../lib/model/guardrail';
import { isObject, type JsonObject } from '../../lib/model/json';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { isAdministratorPolicy, makesAdministrator } from './administrator';
import { type Holder, policiesOf } from './holder';

export interface InlinePolicy {
  readonly name: string;
  readonly document: JsonObject;
}

export type State =
  | {
      readonly kind: 'holder';
      readonly holder: Holder;
      /** What makes it an administrator. */
      readonly attached: readonly string[];
      readonly inline: readonly InlinePolicy[];
      /** Services alone may be it. */
      readonly trusted: readonly string[];
      /** Of a role that is an administrator; its path tells whose it is. */
      readonly arn?: string;
    }
  | {
      readonly kind: 'policy';
      readonly arn: string;
      readonly version: string;
      readonly document: JsonObject;
      /** The newest version that makes no administrator. */
      readonly harmless?: string;
    }
  | { readonly kind: 'boundary'; readonly name: string; readonly boundary?: string }
  | { readonly kind: 'membership'; readonly group: string; readonly administers: boolean };

export async function readState({ type, id }: Resource, session: Session): Promise<State> {
  if (type === 'AWS::IAM::ManagedPolicy') return managedPolicy(id, session);
  if (type === 'AWS::IAM::RoleBoundary') {
    const { Role } = await session.client(IAMClient).send(new GetRoleCommand({ RoleName: id }));
    return bounded(id, Role?.PermissionsBoundary?.PermissionsBoundaryArn);
  }
  if (type === 'AWS::IAM::UserBoundary') {
    const { User } = await session.client(IAMClient).send(new GetUserCommand({ UserName: id }));
    return bounded(id, User?.PermissionsBoundary?.PermissionsBoundaryArn);
  }
  if (type === 'AWS::IAM::UserToGroupAddition') {
    const { attached, inline } = await administration({ type: 'AWS::IAM::Group', name: id }, session);
    return { kind: 'membership', group: id, administers: attached.length + inline.length > 0 };
  }
  const holder: Holder = { type: type as Holder['type'], name: id };
  const found = await administration(holder, session);
  const isHarmless = found.attached.length + found.inline.length === 0;
  const role = type === 'AWS::IAM::Role' && !isHarmless ? await roleNamed(id, session) : { trusted: [] };
  return { kind: 'holder', holder, ...found, ...role };
}

async function administration(holder: Holder, session: Session) {
  const policies = policiesOf(holder, session);
  const { AttachedPolicies = [] } = await policies.attached();
  const { PolicyNames = [] } = await policies.names();
  const inline: InlinePolicy[] = [];
  for (const name of PolicyNames) {
    const document = parseIamDocument((await policies.inline(name)).PolicyDocument);
    if (document && makesAdministrator(document)) inline.push({ name, document });
  }
  return { attached: AttachedPolicies.map(({ PolicyArn = '' }) => PolicyArn).filter(isAdministratorPolicy), inline };
}

/** The role, and whom it trusts, kind before name: `Service:cloudformation.amazonaws.com`. */
async function roleNamed(RoleName: string, session: Session) {
  const { Role } = await session.client(IAMClient).send(new GetRoleCommand({ RoleName }));
  return { trusted: trustedBy(Role), ...(Role?.Arn && { arn: Role.Arn }) };
}

function trustedBy(Role: Role | undefined): readonly string[] {
  const statements = [parseIamDocument(Role?.AssumeRolePolicyDocument)?.Statement ?? []].flat();
  return statements.flatMap((statement) => {
    const principal = isObject(statement) && statement.Effect === 'Allow' ? statement.Principal : {};
    if (!isObject(principal)) return [String(principal)];
    return Object.entries(principal).flatMap(([kind, names]) => [names].flat().map((name) => `${kind}:${name}`));
  });
}

async function managedPolicy(PolicyArn: string, session: Session): Promise<State> {
  const iam = session.client(IAMClient);
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const version = Policy?.DefaultVersionId ?? '';
  const documentOf = async (VersionId: string) => {
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    return parseIamDocument(PolicyVersion?.Document) ?? {};
  };
  const document = await documentOf(version);
  const state = { kind: 'policy', arn: PolicyArn, version, document } as const;
  if (!makesAdministrator(document)) return state;
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  const others = Versions.map(({ VersionId = '' }) => VersionId).filter((id) => id !== version);
  for (const harmless of others.toSorted((one, other) => numberOf(other) - numberOf(one))) {
    if (!makesAdministrator(await documentOf(harmless))) return { ...state, harmless };
  }
  return state;
}

const numberOf = (version: string): number => Number(version.slice(1));

const bounded = (name: string, boundary: string | undefined): State => ({
  kind: 'boundary',
  name,
  ...(boundary && { boundary }),
});
