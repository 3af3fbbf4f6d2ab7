import {
  type CloudFormationClient,
  DescribeStackSetCommand,
  ListStackInstancesCommand,
  ListStackSetOperationsCommand,
  type StackInstanceSummary,
  type StackSet,
} from '@aws-sdk/client-cloudformation';
import { allPages } from '../calls/all-pages';
import type { Call } from '../calls/call';
import { CallFailed } from '../calls/call-failed';
import { present } from '../calls/present';

/** Undefined where there is none of that name. */
export async function describeStackSet(
  name: string,
  client: CloudFormationClient,
  call: Call,
): Promise<StackSet | undefined> {
  try {
    const input = { StackSetName: name };
    const answer = await call('DescribeStackSet', () => client.send(new DescribeStackSetCommand(input)));
    return present(answer.StackSet, 'a stack set');
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'StackSetNotFoundException') return undefined;
    throw error;
  }
}

/** The id of an operation that has not ended. */
export async function runningOperation(
  name: string,
  client: CloudFormationClient,
  call: Call,
): Promise<string | undefined> {
  const input = { StackSetName: name };
  const answer = await call('ListStackSetOperations', () => client.send(new ListStackSetOperationsCommand(input)));
  const over: readonly (string | undefined)[] = ['SUCCEEDED', 'FAILED', 'STOPPED'];
  return answer.Summaries?.find(({ Status }) => !over.includes(Status))?.OperationId;
}

export function listStacks(
  name: string,
  client: CloudFormationClient,
  call: Call,
): Promise<readonly StackInstanceSummary[]> {
  return allPages(
    (NextToken) =>
      call('ListStackInstances', () => client.send(new ListStackInstancesCommand({ StackSetName: name, NextToken }))),
    (page) => page.Summaries,
  );
}
