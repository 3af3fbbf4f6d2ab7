import { watchedEvents } from '../../lib/events/watched-events';
import type { Monitor } from '../../lib/model/guardrail';

const calls = (...eventName: string[]) => ({ source: ['aws.ec2'], detail: { eventName } });
const monitor = (parts: Partial<Monitor>): Monitor => ({
  patterns: [],
  finding: () => ({ kind: 'ignored', because: 'unused' }),
  ...parts,
});

test('calls that change and calls that read have rules of their own', () => {
  const monitors = [monitor({ patterns: [calls('A')] }), monitor({ patterns: [calls('B')], reads: [calls('GetC')] })];
  expect(watchedEvents(monitors)).toEqual([
    { pattern: calls('A', 'B'), state: 'ENABLED' },
    { pattern: calls('GetC'), state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' },
  ]);
});

test('compliance is heard of where somebody asked for a Config rule, once for all', () => {
  const rules = { configRules: [{ identifier: 'INCOMING_SSH_DISABLED' }] };
  expect(watchedEvents([monitor({})])).toEqual([]);
  expect(watchedEvents([monitor(rules), monitor(rules)])).toHaveLength(1);
});

test('whatever the source, the pattern is carried as it is', () => {
  const patterns = ['aws.guardduty', 'aws.health', 'aws.s3', 'aws.ssm'].map((source) => ({ source: [source] }));
  const [merged] = watchedEvents([monitor({ patterns })]);
  expect(merged?.pattern).toEqual({ source: ['aws.guardduty', 'aws.health', 'aws.s3', 'aws.ssm'] });
});
