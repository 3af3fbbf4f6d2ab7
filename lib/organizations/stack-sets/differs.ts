import type { StackSet as LivingStackSet, StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import { sameJson } from '../../model/same-json';
import type { StackSet } from './declared';

/** How operations run (ManagedExecution) is no reason to run one. What an answer leaves out is not compared. */
export function differs(stackSet: StackSet, alive: LivingStackSet): boolean {
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [parsed(stackSet.templateBody), parsed(alive.TemplateBody)],
    [stackSet.description, alive.Description],
    [stackSet.autoDeployment, alive.AutoDeployment],
    [stackSet.capabilities, alive.Capabilities],
    [stackSet.parameters, alive.Parameters],
    [stackSet.tags, alive.Tags],
  ];
  return pairs.some(([declared, found]) => declared !== undefined && found !== undefined && !sameJson(declared, found));
}

function parsed(template: string | undefined): unknown {
  try {
    return JSON.parse(template ?? '');
  } catch {
    return template;
  }
}

/** An earlier operation did not reach it. Closed accounts are skipped by AWS for good. */
export function isStale(stack: StackInstanceSummary, wanted: ReadonlySet<string>): boolean {
  const { Account, Region, Status, StackInstanceStatus } = stack;
  if (!wanted.has(`${Account} ${Region}`)) return false;
  return Status !== 'CURRENT' && StackInstanceStatus?.DetailedStatus !== 'SKIPPED_SUSPENDED_ACCOUNT';
}
