import { defineCheck } from '../../lib/model/guardrail';
import { resourcesOfType } from '../../lib/model/template';

const insteadOf = {
  'AWS::IAM::User': 'is an IAM user; give people a permission set and programs a role',
  'AWS::IAM::AccessKey':
    'is a key that never ends; give the program a role, and outside of AWS IAM Roles Anywhere or OIDC',
} as const;

export const check = defineCheck((template) =>
  Object.entries(insteadOf).flatMap(([type, message]) =>
    resourcesOfType(template, type).map(([logicalId]) => ({ logicalId, path: 'Type', message })),
  ),
);
