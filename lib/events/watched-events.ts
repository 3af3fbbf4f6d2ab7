import type { EventPattern, Monitor } from '../model/guardrail';
import { compliancePattern } from './config-compliance';
import { mergePatterns } from './merge-patterns';

/** A rule to be made: a pattern and the events EventBridge has to offer it. */
export interface WatchedEvents {
  readonly pattern: EventPattern;
  readonly state: 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
}

/**
 * Few rules that together bring everything these monitors watch. Calls that only read have rules of their own:
 * in the state that brings them, every rule is offered each read of the account, and whatever matches is paid for.
 */
export function watchedEvents(
  monitors: readonly Pick<Monitor, 'patterns' | 'reads' | 'configRules'>[],
  more: readonly EventPattern[] = [],
): readonly WatchedEvents[] {
  const configRules = monitors.flatMap((monitor) => monitor.configRules ?? []);
  const changes = [
    ...monitors.flatMap(({ patterns }) => patterns),
    // Many monitors: one prefix is all of ours, and a pattern has only so many characters.
    ...(configRules.length > 0 ? [compliancePattern(monitors.length === 1 ? configRules : undefined)] : []),
    ...more,
  ];
  const reads = monitors.flatMap((monitor) => monitor.reads ?? []);
  return [
    ...mergePatterns(changes).map((pattern) => ({ pattern, state: 'ENABLED' as const })),
    ...mergePatterns(reads).map((pattern) => ({
      pattern,
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' as const,
    })),
  ];
}
