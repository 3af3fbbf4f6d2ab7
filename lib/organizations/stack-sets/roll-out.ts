import {
  type CloudFormationClient,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import type { AccountId, Region } from '../../model/organization';
import { createCall, type Sleep } from '../calls/call';
import { present } from '../calls/present';
import { sleep as realSleep } from '../calls/sleep';
import type { LivingOrganization } from '../living';
import type { StackSet } from './declared';
import { differs, isStale } from './differs';
import { gapsIn, requestsFor, wantedStacks } from './gaps';
import { awaitOperation, type StackFailure } from './operation';
import { describeStackSet, listStacks, runningOperation } from './read';

export interface Stack {
  readonly account: AccountId;
  readonly region: Region;
}

export interface RollOut {
  readonly stackSet: string;
  /** What was done, in order; empty where everything was in place. */
  readonly done: readonly ('created' | 'updated' | 'stacks created')[];
  /** Where its stacks are now. */
  readonly stacks: readonly Stack[];
  readonly failures: readonly StackFailure[];
  /** Stacks in places no template names any more. They stay. */
  readonly unmanaged: readonly Stack[];
}

export interface RollOutProgress {
  readonly stackSet: string;
  readonly doing: 'creating' | 'updating' | 'creating stacks' | 'waiting';
}

export interface RollOutOptions {
  /** Says which accounts are under which unit. */
  readonly living: LivingOrganization;
  readonly onProgress?: ((progress: RollOutProgress) => void) | undefined;
  readonly sleep?: Sleep | undefined;
}

/** Creates or updates a stack set and its stacks, and waits for them. Nothing is deleted; a second run finds nothing to do. */
export async function rollOutStackSet(
  client: CloudFormationClient,
  stackSet: StackSet,
  { living, onProgress = () => {}, sleep = realSleep }: RollOutOptions,
): Promise<RollOut> {
  const { name } = stackSet;
  const call = createCall(sleep);
  const report = (doing: RollOutProgress['doing']) => onProgress({ stackSet: name, doing });
  const done: RollOut['done'][number][] = [];
  const failures: StackFailure[] = [];
  const wanted = wantedStacks(stackSet.instances, living);
  const wait = async (operation: string | undefined) => {
    report('waiting');
    failures.push(...(await awaitOperation(name, present(operation, 'an operation id'), { client, call, sleep })));
  };

  const alive = await describeStackSet(name, client, call);
  const running = alive && (await runningOperation(name, client, call));
  if (running) await wait(running);
  let instances = alive ? await listStacks(name, client, call) : [];

  if (!alive) {
    report('creating');
    await call('CreateStackSet', () =>
      client.send(new CreateStackSetCommand({ StackSetName: name, ...settings(stackSet) })),
    );
    done.push('created');
  } else if (differs(stackSet, alive) || instances.some((instance) => isStale(instance, wanted))) {
    report('updating');
    const input = { StackSetName: name, ...settings(stackSet), OperationPreferences: stackSet.operationPreferences };
    const { OperationId } = await call('UpdateStackSet', () => client.send(new UpdateStackSetCommand(input)));
    await wait(OperationId);
    done.push('updated');
  }

  for (const group of stackSet.instances) {
    for (const input of requestsFor(gapsIn(group, alive, instances, living))) {
      report('creating stacks');
      const { OperationId } = await call('CreateStackInstances', () =>
        client.send(
          new CreateStackInstancesCommand({
            StackSetName: name,
            ...input,
            ParameterOverrides: [...group.parameters],
            OperationPreferences: stackSet.operationPreferences,
          }),
        ),
      );
      await wait(OperationId);
      done.push('stacks created');
    }
  }

  if (done.length > 0) instances = await listStacks(name, client, call);
  const stacks = instances.map(({ Account, Region }) => ({
    account: present(Account, "a stack's account"),
    region: present(Region, "a stack's region"),
  }));
  const unmanaged = stacks.filter(({ account, region }) => !wanted.has(`${account} ${region}`));
  return { stackSet: name, done, stacks, failures, unmanaged };
}

function settings(stackSet: StackSet) {
  return {
    TemplateBody: stackSet.templateBody,
    PermissionModel: stackSet.permissionModel,
    Description: stackSet.description,
    AutoDeployment: stackSet.autoDeployment,
    Capabilities: [...stackSet.capabilities],
    Parameters: [...stackSet.parameters],
    Tags: [...stackSet.tags],
    ManagedExecution: stackSet.managedExecution,
  };
}
