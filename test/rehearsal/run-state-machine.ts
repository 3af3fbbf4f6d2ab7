import { setTimeout as wait } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Json, JsonObject } from '../../lib/model/json';
import type { Region } from '../../lib/model/organization';
import type { LocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { localSession } from '../../lib/rehearsal/local-aws/local-session';
import { localDefinition } from './local-definition';

export interface StateMachineRun {
  /** In the states language, JSONPath; what CloudFormation alone knows is filled in. */
  readonly definition: JsonObject;
  readonly input: Json;
  readonly region: Region;
}

export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Names of the states it went through, in order. */
  readonly states: readonly string[];
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/** Where tasks make their calls, whatever account and role the state machine has: so moto's interpreter does it. */
export const taskAccount = '123456789012';

const firstAccount = 900_000_000_000;
let count = 0;

/** Runs a state machine on the local AWS, where its tasks make real calls, and waits for its end. */
export async function runStateMachine(
  local: LocalAws,
  { definition, input, region }: StateMachineRun,
): Promise<Execution> {
  // Otherwise moto keeps executions that never run.
  await fetch(`${local.endpoint}/moto-api/config`, {
    method: 'POST',
    body: JSON.stringify({ stepfunctions: { execute_state_machine: true } }),
  });
  count += 1;
  // One account for each: to start an execution, moto copies all there are in the account, and cannot copy one that ran.
  const account = String(firstAccount + count);
  const client = (await localSession(local, { account, region, role: 'Administrator' })).client(SFNClient);
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: `rehearsal-${count}`,
      definition: JSON.stringify(localDefinition(definition)),
      roleArn: `arn:aws:iam::${account}:role/rehearsal`,
    }),
  );
  const start = { stateMachineArn, name: `rehearsal-${count}`, input: JSON.stringify(input) };
  const { executionArn } = await client.send(new StartExecutionCommand(start));
  return settled(client, String(executionArn));
}

async function settled(client: SFNClient, executionArn: string): Promise<Execution> {
  for (;;) {
    const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== undefined && status !== 'RUNNING' && status !== 'PENDING_REDRIVE') {
      const states = await statesOf(client, executionArn);
      return { status, states, ...(output && { output: JSON.parse(output) }), error, cause };
    }
    await wait(100);
  }
}

async function statesOf(client: SFNClient, executionArn: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn })) {
    names.push(...events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []));
  }
  return names;
}
