import type { AccountId, Organization, Region } from '../model/organization';
import { resourcesOfType, type Template, type Values } from '../model/template';

/** Somewhere a template is deployed. */
export interface Deployment {
  readonly template: Template;
  readonly account: AccountId;
  readonly region: Region;
}

/**
 * What `resolve` may put for `Ref` in a template deployed there: pseudo parameters,
 * and where the template creates units and accounts, the ids that AWS gave them.
 */
export function valuesOf(organization: Organization, { template, account, region }: Deployment): Values {
  return {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': organization.partition,
    'AWS::URLSuffix': organization.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    ...unitIds(organization, template),
    ...accountIds(organization, template),
  };
}

function unitIds({ units }: Organization, template: Template): Values {
  const ids: Record<string, string> = {};
  const paths: Record<string, string> = {};
  // Parents come before children in the template as they do in the organization.
  for (const [logicalId, { Properties = {} }] of resourcesOfType(template, 'AWS::Organizations::OrganizationalUnit')) {
    const parent = Properties.ParentId as { readonly Ref?: string } | string;
    const above = typeof parent === 'object' ? paths[String(parent.Ref)] : undefined;
    const path = above === undefined ? String(Properties.Name) : `${above}/${Properties.Name}`;
    paths[logicalId] = path;
    const id = units.find((unit) => unit.path === path)?.id;
    if (id) ids[logicalId] = id;
  }
  return ids;
}

function accountIds({ accounts }: Organization, template: Template): Values {
  const ids = new Map(accounts.map(({ name, id }) => [name, id]));
  const created = resourcesOfType(template, 'AWS::Organizations::Account');
  return Object.fromEntries(
    created.flatMap(([logicalId, { Properties = {} }]) => {
      const id = ids.get(String(Properties.AccountName));
      return id === undefined ? [] : [[logicalId, id]];
    }),
  );
}
