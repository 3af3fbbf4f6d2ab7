import { defineCheck } from '../../lib/model/guardrail';
import { isObject, type Json } from '../../lib/model/json';
import { describeRule, type Rule, type Source } from '../../lib/model/security-group-rule';
import { resourcesOfType } from '../../lib/model/template';
import { isFromBastion, watchedPorts } from './rule';

export const check = defineCheck((template, { bastion }) => {
  const problem = (logicalId: string, path: string, given: Json) => {
    const rule = ruleIn(given);
    if (!rule || watchedPorts(rule, bastion).length === 0 || isFromBastion(rule.source, bastion) !== false) return [];
    const wanted = bastion.cidrs.length > 0 ? `only ${bastion.cidrs.join(', ')}` : 'Session Manager instead of a port';
    return [{ logicalId, path, message: `allows ${describeRule(rule)}; allow ${wanted}` }];
  };
  return [
    ...resourcesOfType(template, 'AWS::EC2::SecurityGroup').flatMap(([logicalId, { Properties }]) => {
      const rules = Properties?.SecurityGroupIngress;
      return (Array.isArray(rules) ? rules : []).flatMap((rule, index) =>
        problem(logicalId, `Properties.SecurityGroupIngress.${index}`, rule),
      );
    }),
    ...resourcesOfType(template, 'AWS::EC2::SecurityGroupIngress').flatMap(([logicalId, { Properties }]) =>
      problem(logicalId, 'Properties', Properties ?? {}),
    ),
  ];
});

/** A template's rule, as far as it is written out; what is only known at deploy time is left to the monitor. */
function ruleIn(given: Json): Rule | undefined {
  if (!isObject(given)) return undefined;
  const cidr = given.CidrIp ?? given.CidrIpv6;
  if (typeof cidr !== 'string' || given.IpProtocol === undefined) return undefined;
  const source: Source = { kind: 'cidr', cidr };
  const [from, to] = [given.FromPort, given.ToPort].map((port) =>
    Number.isInteger(Number(port)) ? Number(port) : undefined,
  );
  return {
    protocol: String(given.IpProtocol),
    ...(given.FromPort !== undefined && from !== undefined && { from }),
    ...(given.ToPort !== undefined && to !== undefined && { to }),
    source,
  };
}
