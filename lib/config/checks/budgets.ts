import { partitionOf } from '../regions';
import type { Check } from './check';
import { adviceOnReference } from './names';
import { unitNames } from './unit-tree';

// Subscribers of a notification, and rules of a cost category (AWS Cost Management API Reference, read 2026-11).
const mostEmails = 10;
const mostUnits = 500;

export const checkBudgets: Check = function* (draft) {
  const { budgets, homeRegion, alerts } = draft;
  if (!budgets) return;
  if (homeRegion && partitionOf(homeRegion) === 'aws-us-gov') {
    const message = 'cannot be kept here, since AWS bills GovCloud to its commercial accounts';
    yield { path: ['budgets'], at: 'key', message, advice: "write them into that organization's file" };
  }
  if (!budgets.emails?.length && budgets.emails !== null && alerts !== null && !alerts?.emails?.length) {
    yield { path: ['budgets'], message: 'are read by nobody', advice: 'add emails here or to alerts' };
  }
  if (!budgets.emails && budgets.emails !== null && (alerts?.emails?.length ?? 0) > mostEmails) {
    const message = `would be read by all of alerts, and AWS writes to ${mostEmails}`;
    yield { path: ['budgets'], message, advice: 'add emails here, or use a mailing list' };
  }
  const units = unitNames(draft);
  if (units.names.size > mostUnits) {
    const message = `sort costs by unit, and AWS knows ${mostUnits} in a cost category`;
    yield { path: ['budgets'], message, advice: 'remove it, and keep budgets elsewhere' };
  }
  for (const unit of Object.keys(budgets.units ?? {})) {
    const advice = adviceOnReference(unit, units);
    if (advice) yield { path: ['budgets', 'units', unit], at: 'key', message: 'does not exist', advice };
  }
};
