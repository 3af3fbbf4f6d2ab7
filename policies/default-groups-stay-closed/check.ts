import { defineCheck } from '../../lib/model/guardrail';
import { isObject, type Json } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';

export const check = defineCheck((template) =>
  ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'].flatMap((type) =>
    resourcesOfType(template, type)
      .filter(([, { Properties }]) => isDefaultGroup(Properties?.GroupId))
      .map(([logicalId]) => ({
        logicalId,
        path: 'Properties.GroupId',
        message: "gives a rule to a network's default security group; make a group for those who need it",
      })),
  ),
);

function isDefaultGroup(group: Json | undefined): boolean {
  const attribute = isObject(group) ? group['Fn::GetAtt'] : undefined;
  const name = typeof attribute === 'string' ? attribute.split('.')[1] : Array.isArray(attribute) ? attribute[1] : '';
  return name === 'DefaultSecurityGroup';
}
