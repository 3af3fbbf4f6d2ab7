import type { Budgets } from '../model/budgets';
import { record } from './record';
import type { OrganizationFile } from './schema/organization';

export function budgetsOf(file: OrganizationFile, partition: string): Budgets | undefined {
  if (!file.budgets) return undefined;
  const { organization, units = {}, anomaliesFrom = 100, emails = file.alerts?.emails ?? [] } = file.budgets;
  return {
    currency: partition === 'aws-cn' ? 'CNY' : 'USD',
    ...(organization !== undefined && { organization }),
    units: record(Object.entries(units)),
    anomaliesFrom,
    emails,
  };
}
