import type { PolicyStatement } from '../model/control';
import { conditionInWords } from './condition-in-words';
import { listed } from './listed';

const kinds = { SERVICE_CONTROL_POLICY: 'SCP', RESOURCE_CONTROL_POLICY: 'RCP' } as const;

/** What a statement denies, as a sentence without its sid. */
export function statementInWords(statement: PolicyStatement): string {
  const { policy, actions, notActions, resources = ['*'], notResources, condition, exemptsPlatform = true } = statement;
  const what = actions ? listed(actions) : `everything but ${listed(notActions ?? [])}`;
  const on = resources.includes('*') ? '' : ` on ${listed(resources)}`;
  const but = notResources ? ` on anything but ${listed(notResources)}` : '';
  const forWhom = exemptsPlatform ? '' : ', for the platform too';
  return `${kinds[policy]} denies ${what}${on}${but}${conditionInWords(condition)}${forWhom}`;
}
