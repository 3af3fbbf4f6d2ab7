import { defineCheck } from '../../lib/model/guardrail';
import { resourcesOfType } from '../../lib/model/template';
import { outsidersIn } from './trust';

// Which accounts are ours is not known before there are any; that a role trusts anybody is.
export const check = defineCheck((template) =>
  resourcesOfType(template, 'AWS::IAM::Role').flatMap(([logicalId, { Properties }]) =>
    outsidersIn(Properties?.AssumeRolePolicyDocument, {})
      .filter(({ accounts }) => accounts.length === 0)
      .map(({ principal, statement }) => ({
        logicalId,
        path: `Properties.AssumeRolePolicyDocument.Statement.${statement}`,
        message: `trusts ${principal}, which is anybody; name accounts, or add a condition that tells who`,
      })),
  ),
);
