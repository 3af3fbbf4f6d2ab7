import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { LocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { localSession } from '../../lib/rehearsal/local-aws/local-session';

let lastAccount = 100_000_000_000;

/** An account that nobody used before, which may found an organization. */
export async function newManagementAccount(local: LocalAws) {
  lastAccount += 1;
  const account = String(lastAccount);
  const session = await localSession(local, { account, region: 'eu-west-1', role: 'Administrator' });
  const organizations = session.client(OrganizationsClient);
  return { account, organizations, cloudFormation: session.client(CloudFormationClient), calls: record(organizations) };
}

type SdkClient = Pick<OrganizationsClient, 'middlewareStack'> | Pick<CloudFormationClient, 'middlewareStack'>;

/** Names of the operations that the client sends, from now on. */
export function record(client: SdkClient): string[] {
  const calls: string[] = [];
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (parameters) => {
        calls.push(commandName.replace(/Command$/, ''));
        return next(parameters);
      },
    { step: 'initialize', name: 'record' },
  );
  return calls;
}

/** The process dies before the operation that comes after so many changes. */
export function dieAfter(changes: number, client: SdkClient): () => void {
  let left = changes;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (parameters) => {
        if (isChange(commandName) && --left < 0) throw new Error('killed');
        return next(parameters);
      },
    { step: 'initialize', name: 'die' },
  );
  return () => client.middlewareStack.remove('die');
}

/** Answers instead of AWS, an operation at a time. */
export function answerWith(client: SdkClient, answer: (operation: string, input: object) => object | Error): void {
  client.middlewareStack.add(
    (_, { commandName = '' }) =>
      async ({ input }) => {
        const output = answer(commandName.replace(/Command$/, ''), input);
        if (output instanceof Error) throw output;
        return { output: { $metadata: {}, ...output }, response: {} };
      },
    { step: 'initialize', name: 'answer' },
  );
}

export function isChange(operation: string): boolean {
  return !/^(List|Describe)/.test(operation);
}

export const fail = (name: string, more: object = {}): Error =>
  Object.assign(new Error('no'), { name, $fault: 'client', ...more });
