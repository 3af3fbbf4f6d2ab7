import type { Json, JsonObject } from '../../lib/model/json';
import type { Template, TemplateResource } from '../../lib/model/template';

export const root = { 'Fn::GetAtt': ['Organization', 'RootId'] };
const organization: TemplateResource = { Type: 'AWS::Organizations::Organization' };

export function template(
  resources: Readonly<Record<string, TemplateResource>>,
  more: Partial<Template> = {},
): Template {
  return { Resources: { Organization: organization, ...resources }, ...more };
}

export const unit = (Name: string, ParentId: Json = root, more: JsonObject = {}): TemplateResource => ({
  Type: 'AWS::Organizations::OrganizationalUnit',
  Properties: { Name, ParentId, ...more },
});

export const account = (AccountName: string, parent?: Json, more: JsonObject = {}): TemplateResource => ({
  Type: 'AWS::Organizations::Account',
  Properties: {
    AccountName,
    Email: `${AccountName}@example.com`,
    ...(parent !== undefined && { ParentIds: [parent] }),
    ...more,
  },
});

export const deny = (Sid: string): JsonObject => ({ Sid, Effect: 'Deny', Action: 'ec2:*', Resource: '*' });

export const document = (...sids: readonly string[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: sids.map(deny),
});

export const policy = (Name: string, TargetIds: Json[], more: JsonObject = {}): TemplateResource => ({
  Type: 'AWS::Organizations::Policy',
  Properties: { Name, Type: 'SERVICE_CONTROL_POLICY', Content: document('one'), TargetIds, ...more },
});

export const ref = (Ref: string): JsonObject => ({ Ref });
