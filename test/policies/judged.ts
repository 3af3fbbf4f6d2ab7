import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
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
  const asked = [...monitor.patterns, ...(monitor.reads ?? [])].map((pattern) => ({ key: 'asked', pattern }));
  if (finding.kind !== 'ignored' && compilePatterns(asked)(event).length === 0) {
    throw new Error(`${finding.because}: but no pattern of the monitor asks for ${JSON.stringify(event)}`);
  }
  return finding;
}
