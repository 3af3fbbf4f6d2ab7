import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { Session } from '../../lib/model/guardrail';
import { resolve, resourcesOfType, type Template, type Values } from '../../lib/model/template';
import { type AttachedPolicy, policiesIn } from '../../lib/policy/policies-in';

/** The stack of the management account that deploys units, accounts and policies. */
export const organizationStack = 'breakwater-organization';

/** What the last deployment said, with the ids AWS gave. */
export interface Deployed {
  /** Whether a deployment is under way: until it ends, nobody knows what is right. */
  readonly busy: boolean;
  readonly policies: readonly (AttachedPolicy & { readonly id?: string })[];
  /** Ids of units, by account id; accounts in further stacks are not among them. */
  readonly parents: Readonly<Record<string, string>>;
}

export async function readDeployed(session: Session): Promise<Deployed> {
  const client = session.client(CloudFormationClient);
  const StackName = organizationStack;
  const [{ Stacks: [stack] = [] }, { TemplateBody = '{}' }, values] = await Promise.all([
    client.send(new DescribeStacksCommand({ StackName })),
    client.send(new GetTemplateCommand({ StackName })),
    physicalIds(client),
  ]);
  // CDK writes templates as JSON, and CloudFormation gives back what it was given.
  const template: Template = typeof TemplateBody === 'string' ? JSON.parse(TemplateBody) : TemplateBody;
  return {
    busy: stack?.StackStatus?.endsWith('_IN_PROGRESS') === true,
    policies: policiesIn(template, values).map((policy) => {
      const id = values[policy.logicalId];
      return { ...policy, ...(typeof id === 'string' && { id }) };
    }),
    parents: parentsIn(template, values),
  };
}

async function physicalIds(client: CloudFormationClient): Promise<Values> {
  const ids: Record<string, string> = {};
  for await (const page of paginateListStackResources({ client }, { StackName: organizationStack })) {
    for (const { LogicalResourceId: name, PhysicalResourceId: id } of page.StackResourceSummaries ?? []) {
      if (name && id) ids[name] = id;
    }
  }
  return ids;
}

function parentsIn(template: Template, values: Values): Readonly<Record<string, string>> {
  const known = resourcesOfType(template, 'AWS::Organizations::Account').flatMap(([logicalId, { Properties = {} }]) => {
    const account = values[logicalId];
    const [parent] = [resolve(Properties.ParentIds ?? [], values)].flat();
    return typeof account === 'string' && typeof parent === 'string' ? [[account, parent] as const] : [];
  });
  return Object.fromEntries(known);
}
