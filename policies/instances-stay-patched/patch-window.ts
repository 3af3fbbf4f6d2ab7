import {
  DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowsCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { Session } from '../../lib/model/guardrail';
import { windowName } from '../../lib/model/operations';
import { lastInstalled } from './systems-manager';

/** When patches are installed on the machine by themselves. */
export interface Window {
  readonly name: string;
  /** As AWS writes it. */
  readonly next: string;
  /** It was open since the machine has started, and installed nothing there. */
  readonly missed: boolean;
}

/** The window that the machine's tag names; undefined where there is none, or none that opens again. */
export async function windowOf(
  name: string | undefined,
  { id, launched }: { readonly id: string; readonly launched: Date | undefined },
  session: Session,
): Promise<Window | undefined> {
  if (!name) return undefined;
  const ssm = session.client(SSMClient);
  const Filters = [{ Key: 'Name', Values: [windowName(name)] }];
  const { WindowIdentities = [] } = await ssm.send(new DescribeMaintenanceWindowsCommand({ Filters }));
  const { WindowId, NextExecutionTime: next } = WindowIdentities.find(({ Enabled }) => Enabled !== false) ?? {};
  if (!WindowId || !next) return undefined;
  const { WindowExecutions = [] } = await ssm.send(new DescribeMaintenanceWindowExecutionsCommand({ WindowId }));
  // While it is open, the machine's turn may be yet to come.
  const begun = WindowExecutions.filter(({ EndTime }) => EndTime).map(({ StartTime }) => StartTime?.getTime() ?? 0);
  const last = Math.max(0, ...begun);
  const missed = last > (launched?.getTime() ?? 0) && (await lastInstalled(id, session)) < last;
  return { name, next, missed };
}
