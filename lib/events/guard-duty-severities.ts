import type { FindingLevel } from '../model/services';

/** GuardDuty counts from 1 to 10; these are where its words begin. */
export const guardDutySeverities: Readonly<Record<FindingLevel, number>> = { low: 1, medium: 4, high: 7, critical: 9 };
