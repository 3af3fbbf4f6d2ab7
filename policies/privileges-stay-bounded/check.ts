import { isBreakGlassRole } from '../../lib/model/break-glass';
import { defineCheck } from '../../lib/model/guardrail';
import { isObject, type Json } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';
import { isAdministratorPolicy, makesAdministrator } from './administrator';

const holders = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];
const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];
const message = 'makes an administrator; name the actions it needs';

export const check = defineCheck((template) => [
  ...holders.flatMap((type) =>
    resourcesOfType(template, type)
      .filter(([, { Properties }]) => !isBreakGlassRole(`:role${Properties?.Path}${Properties?.RoleName}`))
      .flatMap(([logicalId, { Properties = {} }]) =>
        [...list(Properties.ManagedPolicyArns).map(managedPath), ...list(Properties.Policies).map(inlinePath)]
          .filter((path) => path !== undefined)
          .map((path) => ({ logicalId, path, message })),
      ),
  ),
  ...policies.flatMap((type) =>
    resourcesOfType(template, type)
      .filter(([, { Properties }]) => makesAdministrator(Properties?.PolicyDocument))
      .map(([logicalId]) => ({ logicalId, path: 'Properties.PolicyDocument', message })),
  ),
]);

function managedPath(arn: Json, index: number): string | undefined {
  return isAdministratorPolicy(written(arn)) ? `Properties.ManagedPolicyArns.${index}` : undefined;
}

function inlinePath(policy: Json, index: number): string | undefined {
  return isObject(policy) && makesAdministrator(policy.PolicyDocument) ? `Properties.Policies.${index}` : undefined;
}

/** CDK joins a managed policy's ARN around the partition, which only the deployment knows. */
function written(arn: Json): string {
  if (typeof arn === 'string') return arn.replace('${AWS::Partition}', 'aws');
  if (!isObject(arn)) return '';
  const { 'Fn::Join': join, 'Fn::Sub': sub } = arn;
  if (typeof sub === 'string') return written(sub);
  const parts = Array.isArray(join) && Array.isArray(join[1]) ? join[1] : [];
  return parts.map((part) => (typeof part === 'string' ? part : 'aws')).join('');
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
