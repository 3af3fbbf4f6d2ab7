import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Organization } from '../../lib/model/organization';
import { functionName, ledgerTableName } from '../../lib/model/platform';
import { Ledger } from '../../lib/remediation/ledger';
import type { LedgerRecord } from '../../lib/remediation/outcome';

/** The ledger, with the caller's credentials: they have to be of the security account. */
export function ledgerOf({ homeRegion: region }: Organization): Ledger {
  return new Ledger(new DynamoDBClient({ region }), ledgerTableName);
}

/** @throws Error that says where ids come from. */
export async function recordIn(organization: Organization, id: string): Promise<LedgerRecord> {
  const record = await ledgerOf(organization).recordOf(id);
  if (record) return record;
  throw new Error(
    `${id}: the ledger has no such record; take the id from the alert, and credentials of the security account`,
  );
}

/** Asks the guardrail's own function, since it alone can become the role that fixes. */
export async function askFunction<Answer>(organization: Organization, guardrail: string, request: object) {
  const { FunctionError, Payload } = await new LambdaClient({ region: organization.homeRegion }).send(
    new InvokeCommand({
      FunctionName: functionName(guardrail),
      Payload: new TextEncoder().encode(JSON.stringify(request)),
    }),
  );
  const answer = JSON.parse(new TextDecoder().decode(Payload)) as Answer & { readonly errorMessage?: string };
  if (FunctionError) throw new Error(`${guardrail}: ${answer.errorMessage ?? FunctionError}`);
  return answer;
}

/** ARN of whoever runs the command, for the record. */
export async function callerArn({ homeRegion: region }: Organization): Promise<string> {
  const { Arn } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
  if (!Arn) throw new Error('AWS does not say who you are; sign in to the security account first');
  return Arn;
}
