import { servicesOf } from '../../lib/config/services';
import { serviceFindingPatterns, serviceFindingPatternsIn } from '../../lib/events/service-finding-patterns';
import type { JsonObject } from '../../lib/model/json';
import { type FindingLevel, findingLevels } from '../../lib/model/services';
import { findingEvents } from '../remediation/finding-events';
import { anOrganization } from '../stacks/an-organization';
import { matches } from './matches';

type Service = keyof typeof findingEvents;

/** Whether somebody is told of it, where findings from that level on are. */
function isTold(service: Service, detail: JsonObject, from: FindingLevel): boolean {
  const services = servicesOf({ alertFrom: { threats: from, weaknesses: from } });
  const event = findingEvents[service](detail);
  return serviceFindingPatterns(services).some(({ pattern }) => matches(pattern, event));
}

it.each<readonly [Service, string, JsonObject, readonly FindingLevel[]]>([
  ['guardDuty', 'a high one', {}, ['low', 'medium', 'high']],
  ['guardDuty', 'a critical one', { severity: 9.5 }, findingLevels],
  ['guardDuty', 'a low one', { severity: 2 }, ['low']],
  ['guardDuty', 'an archived one', { service: { archived: true } }, []],
  ['macie', 'a high one', {}, ['low', 'medium', 'high']],
  ['macie', 'a medium one', { severity: { score: 2, description: 'Medium' } }, ['low', 'medium']],
  ['macie', 'an archived one', { archived: true }, []],
  ['accessAnalyzer', 'what anybody can reach', {}, ['low', 'medium', 'high']],
  ['accessAnalyzer', 'what a stranger can reach', { isPublic: false }, ['low', 'medium']],
  ['accessAnalyzer', 'what is resolved', { status: 'RESOLVED' }, []],
  ['inspector', 'a high one', {}, ['low', 'medium', 'high']],
  ['inspector', 'a closed one', { status: 'CLOSED' }, []],
  ['securityHub', 'a failed control', {}, ['low', 'medium', 'high']],
  ['securityHub', 'a critical control', { Severity: { Label: 'CRITICAL' } }, findingLevels],
  ['securityHub', 'a control that passes', { Compliance: { Status: 'PASSED' } }, []],
  ['securityHub', 'a suppressed control', { Workflow: { Status: 'SUPPRESSED' } }, []],
  [
    'securityHub',
    'what GuardDuty found, once more',
    { ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty' },
    [],
  ],
  [
    'securityHub',
    'what Breakwater has told it itself',
    { ProductArn: 'arn:aws:securityhub:eu-west-1:222233334444:product/222233334444/default' },
    [],
  ],
])('of %s, %s is told where levels are asked for', (service, _, detail, levels) => {
  expect(findingLevels.filter((level) => isTold(service, detail, level))).toEqual(levels);
});

it('tells nothing of services that are off, and nothing where nobody asks', () => {
  const told = (choices: Parameters<typeof servicesOf>[0]) =>
    serviceFindingPatterns(servicesOf(choices)).map(({ service }) => service);
  expect(told({})).toEqual(['guardDuty', 'macie', 'accessAnalyzer']);
  expect(told({ macie: 'off', alertFrom: { weaknesses: 'critical' } })).toEqual([
    'guardDuty',
    'accessAnalyzer',
    'inspector',
    'securityHub',
  ]);
  expect(told({ alertFrom: { threats: 'off' } })).toEqual([]);
});

it('tells what Security Hub gathers once, in its home region', () => {
  const services = servicesOf({ alertFrom: { threats: 'off', weaknesses: 'high' } });
  const organization = anOrganization({ services });
  const told = (region: string, here = organization) =>
    serviceFindingPatternsIn(region, here).map(({ service }) => service);
  expect(told('eu-west-1')).toEqual(['inspector', 'securityHub']);
  expect(told('eu-central-1')).toEqual(['inspector']);
  expect(told('eu-west-1', { ...organization, governedRegions: ['eu-west-1'] })).toContain('securityHub');
});
