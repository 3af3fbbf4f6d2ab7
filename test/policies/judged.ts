import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import { watchedEvents } from '../../lib/events/watched-events';
import type { EventBridgeEvent, Finding } from '../../lib/model/finding';
import type { Monitor } from '../../lib/model/guardrail';
import { facts } from '../remediation/a-loop';

/**
 * What the monitor makes of an event. What it would find has to be an event its patterns ask for,
 * since EventBridge brings no other; what it ignores may be one it never sees.
 * @throws Error when it finds what nobody would bring it
 */
export function judged(monitor: Monitor | undefined, event: EventBridgeEvent): Finding {
  if (!monitor) throw new Error('the guardrail has no monitor');
  const finding = monitor.finding(event, facts);
  // Tests write the parts of an envelope that matter to them.
  const given: Partial<EventBridgeEvent> = event;
  const source = `aws.${String(event.detail.eventSource).split('.')[0]}`;
  const whole = { 'detail-type': 'AWS API Call via CloudTrail', source, ...given };
  const asked = watchedEvents([monitor]).map(({ pattern }) => ({ key: 'asked', pattern }));
  if (finding.kind !== 'ignored' && compilePatterns(asked)(whole).length === 0) {
    throw new Error(`${finding.because}: but no pattern of the monitor asks for ${JSON.stringify(whole)}`);
  }
  return finding;
}
