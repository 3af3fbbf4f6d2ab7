import {
  type CloudFormationClient,
  DescribeStackSetOperationCommand,
  ListStackSetOperationResultsCommand,
} from '@aws-sdk/client-cloudformation';
import type { AccountId, Region } from '../../model/organization';
import { allPages } from '../calls/all-pages';
import type { Call, Sleep } from '../calls/call';
import { CallFailed } from '../calls/call-failed';
import { present } from '../calls/present';

export interface StackFailure {
  readonly account: AccountId;
  readonly region: Region;
  readonly because: string;
}

const firstPoll = 2_000;
const slowestPoll = 15_000;
const patience = 3_600_000;

/** Waits until the operation has ended; the stacks it failed in, whether or not AWS calls the whole a success. */
export async function awaitOperation(
  stackSet: string,
  operation: string,
  { client, call, sleep }: { readonly client: CloudFormationClient; readonly call: Call; readonly sleep: Sleep },
): Promise<readonly StackFailure[]> {
  const input = { StackSetName: stackSet, OperationId: operation };
  let waited = 0;
  for (let delay = firstPoll; ; delay = Math.min(slowestPoll, delay * 1.5)) {
    const answer = await call('DescribeStackSetOperation', () =>
      client.send(new DescribeStackSetOperationCommand(input)),
    );
    const { Status, StatusDetails } = present(answer.StackSetOperation, 'a stack set operation');
    if (Status === 'SUCCEEDED' && !StatusDetails?.FailedStackInstancesCount) return [];
    if (Status === 'SUCCEEDED' || Status === 'FAILED' || Status === 'STOPPED') break;
    if (waited >= patience) {
      const late = new Error(
        `operation ${operation} of stack set ${stackSet} is ${Status} after ${patience / 60_000} minutes`,
      );
      throw new CallFailed('DescribeStackSetOperation', Object.assign(late, { name: 'StackSetTakesTooLong' }));
    }
    await sleep(delay);
    waited += delay;
  }
  const results = await allPages(
    (NextToken) =>
      call('ListStackSetOperationResults', () =>
        client.send(new ListStackSetOperationResultsCommand({ ...input, NextToken })),
      ),
    (page) => page.Summaries,
  );
  return results
    .filter(({ Status }) => Status !== 'SUCCEEDED')
    .map(({ Account, Region, Status, StatusReason }) => ({
      account: present(Account, 'an account'),
      region: present(Region, 'a region'),
      because: StatusReason ?? `${Status}`,
    }));
}
