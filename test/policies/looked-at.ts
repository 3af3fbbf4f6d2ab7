import type { Resource } from '../../lib/model/finding';
import type { Monitor, Session } from '../../lib/model/guardrail';
import { facts } from '../remediation/a-loop';

/**
 * What the monitor's hourly look goes to see in a place, in order.
 * @throws Error when it has no such look
 */
export async function lookedAt(
  monitor: Monitor | undefined,
  session: Session,
  given = facts,
): Promise<readonly Resource[]> {
  if (!monitor?.reconcile) throw new Error('the guardrail looks at nothing by the hour');
  const resources: Resource[] = [];
  for await (const resource of monitor.reconcile(session, given)) resources.push(resource);
  return resources;
}
