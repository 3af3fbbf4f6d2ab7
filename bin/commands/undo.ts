import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { functionName, ledgerTableName } from '../../lib/model/platform';
import { Ledger } from '../../lib/remediation/ledger';
import { type Choice, loadValid } from './load';

/** Asks the function that made the fix to take it back. Runs with the caller's credentials in the security account. */
export async function undo(root: string, fix: string, options: Choice & { readonly days: string }): Promise<void> {
  const { organization } = loadValid(root, options.org);
  const days = Number(options.days);
  if (!(days > 0 && days <= 30))
    throw new Error(`--days is '${options.days}'; give a number up to 30, or write an exemption`);
  const region = organization.homeRegion;
  const record = await new Ledger(new DynamoDBClient({ region }), ledgerTableName).recordOf(fix);
  if (!record)
    throw new Error(
      `${fix}: the ledger has no such fix; take the id from the alert, and credentials of the security account`,
    );
  const until = new Date(Date.now() + days * 24 * 3600_000).toISOString();
  const { FunctionError, Payload } = await new LambdaClient({ region }).send(
    new InvokeCommand({
      FunctionName: functionName(record.guardrail),
      Payload: new TextEncoder().encode(JSON.stringify({ undo: fix, until })),
    }),
  );
  const answer = JSON.parse(new TextDecoder().decode(Payload)) as { readonly errorMessage?: string };
  if (FunctionError) throw new Error(`${record.guardrail}: ${answer.errorMessage ?? FunctionError}`);
  process.stdout.write(`${record.resource.arn} is as it was before; no fix touches it until ${until}\n`);
}
