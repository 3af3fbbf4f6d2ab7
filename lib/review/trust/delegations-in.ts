import type { Assembly, SynthesizedStack } from '../../assembly/assembly';
import type { Json } from '../../model/json';
import type { Organization } from '../../model/organization';
import type { Template, TemplateResource } from '../../model/template';
import { textOf } from './text-of';

/** An account that administers a service for others, or a group whose people may sign in to an account. */
export interface Delegation {
  readonly who: string;
  readonly may: string;
  /** Account by id, or what else it holds for. */
  readonly where: string;
}

/** What crosses accounts by what a resource is, and not by a policy in it. */
export function delegationsIn({ stacks }: Assembly, organization: Organization): readonly Delegation[] {
  return stacks.flatMap((stack) =>
    Object.values(stack.template.Resources ?? {}).flatMap(
      (resource) => delegated(resource, stack) ?? signIn(resource, stack, organization) ?? [],
    ),
  );
}

/** Resources that name an administrator: `AWS::SecurityHub::DelegatedAdmin` and its like. */
function delegated({ Type, Properties = {} }: TemplateResource, { region }: SynthesizedStack): Delegation | undefined {
  const [, service, kind = ''] = Type.split('::');
  const administrator =
    Properties.AdminAccountId ?? (/OrganizationAdmin$/.test(kind) ? Properties.AccountId : undefined);
  if (typeof administrator !== 'string') return undefined;
  return { who: administrator, may: `administer ${service}`, where: `every account, in ${region}` };
}

function signIn(
  { Type, Properties = {} }: TemplateResource,
  { template }: SynthesizedStack,
  { access }: Organization,
): Delegation | undefined {
  if (Type !== 'AWS::SSO::Assignment') return undefined;
  const { PrincipalId, PermissionSetArn, TargetId } = Properties;
  const [group = String(PrincipalId)] = Object.entries(access?.groups ?? {}).find(([, id]) => id === PrincipalId) ?? [];
  return { who: `group ${group}`, may: `sign in as ${setName(PermissionSetArn, template)}`, where: String(TargetId) };
}

/** Of the permission set in the same template, else what another stack exports it as. */
function setName(reference: Json | undefined, { Resources = {} }: Template): string {
  const [logicalId = ''] = textOf(reference).split('.');
  const name = Resources[logicalId]?.Properties?.Name;
  return typeof name === 'string' ? name : textOf(reference);
}
