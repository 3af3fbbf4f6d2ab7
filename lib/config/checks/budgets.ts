import { partitionOf } from '../regions';
import type { Check } from './check';
import { adviceOnReference } from './names';
import { unitNames } from './unit-tree';

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
  const units = unitNames(draft);
  for (const unit of Object.keys(budgets.units ?? {})) {
    const advice = adviceOnReference(unit, units);
    if (advice) yield { path: ['budgets', 'units', unit], at: 'key', message: 'does not exist', advice };
  }
};
