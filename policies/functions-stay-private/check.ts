import { defineCheck } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import { resourcesOfType, type Template } from '../../lib/model/template';

interface Rule {
  readonly type: string;
  readonly property: string;
  readonly isOpen: (properties: JsonObject) => boolean;
  readonly message: string;
}

const rules: readonly Rule[] = [
  {
    type: 'AWS::Lambda::Permission',
    property: 'Principal',
    isOpen: ({ Principal, SourceArn, SourceAccount, PrincipalOrgID }) =>
      Principal === '*' && [SourceArn, SourceAccount, PrincipalOrgID].every((value) => value === undefined),
    message: 'lets everybody call the function; name an account, or add PrincipalOrgID, SourceArn or SourceAccount',
  },
  {
    type: 'AWS::Lambda::Url',
    property: 'AuthType',
    isOpen: ({ AuthType }) => AuthType === 'NONE',
    message: "is 'NONE', so that everybody may call the address; use AWS_IAM, behind CloudFront where people call it",
  },
  {
    type: 'AWS::Lambda::LayerVersionPermission',
    property: 'Principal',
    isOpen: ({ Principal, OrganizationId }) => Principal === '*' && OrganizationId === undefined,
    message: 'lets everybody use the layer; add OrganizationId',
  },
];

export const check = defineCheck((template) => rules.flatMap((rule) => broken(rule, template)));

function broken({ type, property, isOpen, message }: Rule, template: Template) {
  return resourcesOfType(template, type)
    .filter(([, { Properties = {} }]) => isOpen(Properties))
    .map(([logicalId]) => ({ logicalId, path: `Properties.${property}`, message }));
}
