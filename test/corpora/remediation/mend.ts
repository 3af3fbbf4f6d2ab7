import type { Resource } from '../../../lib/model/finding';
import type { AnyFix, Session } from '../../../lib/model/guardrail';
import type { Bastion } from '../../../lib/model/organization';
import { facts } from '../../remediation/a-loop';

export interface Mending {
  readonly fix: AnyFix | undefined;
  readonly resource: Pick<Resource, 'type' | 'id'>;
  readonly session: Session;
  readonly bastion?: Bastion;
}

/** Reads, decides and applies once; says what it decided. */
export async function mend({ fix, resource, session, bastion = facts.bastion }: Mending): Promise<string> {
  if (!fix) throw new Error(`nothing mends ${resource.id}`);
  const { account, region } = session;
  const state = await fix.read({ ...resource, arn: resource.id, account, region }, session, async () => false);
  if (state === undefined) return 'gone';
  const decision = fix.decide(state, { ...facts, bastion });
  if (decision.kind === 'plan') await fix.apply(decision.change, session);
  return decision.kind;
}

export const isMutation = (operation: string): boolean => !/^(Describe|Get|List)/.test(operation);
