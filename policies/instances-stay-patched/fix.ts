import { CancelCommandCommand, SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { instancesIn, instanceTags, tagsOf } from '../../lib/remediation/instances-in';
import { cancelRefresh, isRefreshing, refreshProgress, startRefresh } from './refresh';
import {
  isPatched,
  managedIn,
  type PatchState,
  patchDocument,
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
}
type Change = { readonly instance: string } | { readonly group: string };

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
        'ssm:ListCommands',
      ],
      resources: ['*'],
      because: 'these describe, or name a command by its id, for which IAM has no resource',
    },
  ],

  async read({ id, type }, session) {
    if (type !== 'AWS::EC2::Instance') return undefined;
    // A machine outside of EC2 (mi-…) is known to Systems Manager alone.
    if (id.startsWith('mi-')) return stateOf(id, 'running', undefined, session);
    for await (const found of instancesIn(session, [id])) {
      return stateOf(id, found.State?.Name ?? '', tagsOf(found)['aws:autoscaling:groupName'], session);
    }
    return undefined;
  },

  decide({ instance, lifecycle, managed, group, patches, busy }) {
    if (lifecycle !== 'running')
      return { kind: 'leave', because: `${instance} is ${lifecycle}; it is looked at once it runs` };
    if (!managed)
      return {
        kind: 'ask',
        because: `${instance} reports nothing; give it an instance profile, or the account a default`,
      };
    if (isPatched(patches)) return { kind: 'leave', because: `${instance} is patched` };
    if (busy) return { kind: 'leave', because: `${instance} is being patched or replaced` };
    const { missing, failed, pendingReboot } = patches;
    if (missing + failed === 0)
      return { kind: 'ask', because: `${instance} waits for a reboot to finish ${pendingReboot} patches` };
    const because = `${instance} lacks ${missing} patches, and ${failed} failed`;
    if (group) {
      const approval = `every instance of ${group} is replaced, a tenth at a time`;
      return { kind: 'plan', change: { group }, because, approval };
    }
    return {
      kind: 'plan',
      change: { instance },
      because,
      approval: 'patches are installed now, with a reboot if they need one',
    };
  },

  async apply(change, session) {
    if ('group' in change) return startRefresh(change.group, session);
    await session.client(SSMClient).send(
      new SendCommandCommand({
        DocumentName: patchDocument,
        InstanceIds: [change.instance],
        Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
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

async function stateOf(
  instance: string,
  lifecycle: string,
  group: string | undefined,
  session: Session,
): Promise<State> {
  const managed = (await managedIn(session, [instance])).has(instance);
  let patches = unknown;
  if (managed) for await (const [, state] of patchStatesOf([instance], session)) patches = state;
  const isAtWork = async () =>
    group ? isRefreshing(group, session) : (await patchingCommands(instance, session)).length > 0;
  const busy = !isPatched(patches) && (await isAtWork());
  return { instance, lifecycle, managed, ...(group && { group }), patches, busy };
}
