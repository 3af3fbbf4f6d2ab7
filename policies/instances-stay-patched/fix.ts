import { CancelCommandCommand, SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { patchDocument, patchWindowTag, type Share } from '../../lib/model/operations';
import { instancesIn, instanceTags, tagsOf } from '../../lib/remediation/instances-in';
import { type Window, windowOf } from './patch-window';
import { cancelRefresh, isRefreshing, refreshProgress, startRefresh } from './refresh';
import {
  isPatched,
  managedIn,
  type PatchState,
  patchingCommands,
  patchingProgress,
  patchStatesOf,
} from './systems-manager';

interface State {
  readonly instance: string;
  readonly lifecycle: string;
  readonly managed: boolean;
  /** The auto scaling group that would replace the instance. */
  readonly group?: string;
  readonly patches: PatchState;
  /** Somebody patches or replaces it already. */
  readonly busy: boolean;
  readonly window?: Window;
}
type Change =
  | { readonly instance: string; readonly reboot?: 'never' }
  | { readonly group: string; readonly healthyPercent?: number };

const usualHealthyPercent = 90;

const unknown: PatchState = { missing: 0, failed: 0, pendingReboot: 0 };

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['ssm:SendCommand'],
      resources: [
        'arn:aws:ec2:*:*:instance/*',
        'arn:aws:ssm:*:*:managed-instance/*',
        `arn:aws:ssm:*::document/${patchDocument}`,
      ],
    },
    {
      actions: ['autoscaling:CancelInstanceRefresh', 'autoscaling:StartInstanceRefresh'],
      resources: ['arn:aws:autoscaling:*:*:autoScalingGroup:*'],
    },
    {
      actions: [
        'autoscaling:DescribeInstanceRefreshes',
        'ec2:DescribeInstances',
        'ssm:CancelCommand',
        'ssm:DescribeInstanceInformation',
        'ssm:DescribeInstancePatchStates',
        'ssm:DescribeMaintenanceWindowExecutions',
        'ssm:DescribeMaintenanceWindows',
        'ssm:ListCommands',
      ],
      resources: ['*'],
      because: 'these describe, or name a command by its id, for which IAM has no resource',
    },
  ],

  async read({ id, type }, session) {
    if (type !== 'AWS::EC2::Instance') return undefined;
    // A machine outside of EC2 (mi-…) is known to Systems Manager alone.
    if (id.startsWith('mi-')) return stateOf({ id, lifecycle: 'running', tags: {} }, session);
    for await (const found of instancesIn(session, [id])) {
      const machine = { id, lifecycle: found.State?.Name ?? '', launched: found.LaunchTime, tags: tagsOf(found) };
      return stateOf(machine, session);
    }
    return undefined;
  },

  decide({ instance, lifecycle, managed, group, patches, busy, window }, { patching }) {
    if (lifecycle !== 'running')
      return { kind: 'leave', because: `${instance} is ${lifecycle}; it is looked at once it runs` };
    if (!managed)
      return {
        kind: 'ask',
        because: `${instance} reports nothing; give it an instance profile, or IMDSv2 and an agent from 2023 on, for which the account has a default`,
      };
    if (isPatched(patches)) return { kind: 'leave', because: `${instance} is patched` };
    if (busy) return { kind: 'leave', because: `${instance} is being patched or replaced` };
    const { missing, failed, pendingReboot } = patches;
    const neverRebooted = patching?.reboot === 'never';
    const isWindowsWork = failed === 0 && (missing > 0 || !neverRebooted);
    if (window && !window.missed && isWindowsWork)
      return { kind: 'leave', because: `${instance} waits for its window ${window.name}, which opens ${window.next}` };
    if (missing + failed === 0)
      return { kind: 'ask', because: `${instance} waits for a reboot to finish ${pendingReboot} patches` };
    const past = window?.missed ? `; its window ${window.name} was open and installed none` : '';
    const because = `${instance} lacks ${missing} patches, and ${failed} failed${past}`;
    if (group) {
      const healthyPercent = healthyPercentAt(patching?.concurrency);
      const approval = `every instance of ${group} is replaced, ${100 - healthyPercent} % at a time`;
      const change = { group, ...(healthyPercent !== usualHealthyPercent && { healthyPercent }) };
      return { kind: 'plan', change, because, approval };
    }
    const when = window ? `now and not in ${window.name}` : 'now';
    const how = neverRebooted ? 'without a reboot, which some may wait for' : 'with a reboot if they need one';
    const approval = `patches are installed ${when}, ${how}`;
    return { kind: 'plan', change: { instance, ...(neverRebooted && { reboot: 'never' }) }, because, approval };
  },

  async apply(change, session) {
    if ('group' in change) return startRefresh(change.group, change.healthyPercent ?? usualHealthyPercent, session);
    const RebootOption = [change.reboot === 'never' ? 'NoReboot' : 'RebootIfNeeded'];
    await session.client(SSMClient).send(
      new SendCommandCommand({
        DocumentName: patchDocument,
        InstanceIds: [change.instance],
        Parameters: { Operation: ['Install'], RebootOption },
        Comment: 'Breakwater: instances-stay-patched',
      }),
    );
  },

  follow: (change, session) =>
    'group' in change ? refreshProgress(change.group, session) : patchingProgress(change.instance, session),

  /** Ends what still runs. A patch that is installed stays, and so does an instance that was replaced. */
  async undo(_before, change, session) {
    if ('group' in change) return cancelRefresh(change.group, session);
    const ssm = session.client(SSMClient);
    for (const CommandId of await patchingCommands(change.instance, session)) {
      await ssm.send(new CancelCommandCommand({ CommandId, InstanceIds: [change.instance] }));
    }
  },

  tags: instanceTags,
});

interface Machine {
  readonly id: string;
  readonly lifecycle: string;
  readonly launched?: Date | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

async function stateOf({ id, lifecycle, launched, tags }: Machine, session: Session): Promise<State> {
  const group = tags['aws:autoscaling:groupName'];
  const managed = (await managedIn(session, [id])).has(id);
  let patches = unknown;
  if (managed) for await (const [, state] of patchStatesOf([id], session)) patches = state;
  const isAtWork = async () =>
    group ? isRefreshing(group, session) : (await patchingCommands(id, session)).length > 0;
  const isBehind = !isPatched(patches);
  const busy = isBehind && (await isAtWork());
  const window = isBehind ? await windowOf(tags[patchWindowTag], { id, launched }, session) : undefined;
  return { instance: id, lifecycle, managed, ...(group && { group }), patches, busy, ...(window && { window }) };
}

/** A share says it; a number of machines means another share in every group. */
function healthyPercentAt(concurrency: Share | undefined): number {
  return concurrency?.endsWith('%') ? 100 - Number.parseInt(concurrency, 10) : usualHealthyPercent;
}
