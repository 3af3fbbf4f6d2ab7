import { guardrail } from '../../../policies/functions-stay-private';
import { aSession, awsError } from '../../policies/a-session';
import { mend } from './mend';

export interface FunctionCase {
  readonly functionName: string;
  readonly initial: { readonly Statement: readonly { readonly Sid: string }[] };
  readonly expectedRemovePermission: readonly { readonly StatementId: string }[];
}

export async function mendFunction(given: FunctionCase): Promise<string | undefined> {
  const removed = new Set<unknown>();
  const session = aSession(({ name, input }) => {
    if (name === 'GetPolicy') {
      const Statement = given.initial.Statement.filter(({ Sid }) => !removed.has(Sid));
      return { Policy: JSON.stringify({ ...given.initial, Statement }) };
    }
    if (name === 'RemovePermission') return removed.add(input.StatementId);
    return awsError('ResourceNotFoundException');
  });
  const mending = {
    fix: guardrail.fix,
    resource: { type: 'AWS::Lambda::Function', id: given.functionName },
    session,
  };
  await mend(mending);
  const wanted = given.expectedRemovePermission.map(({ StatementId }) => StatementId).join(', ');
  if ([...removed].join(', ') !== wanted) return `removed ${[...removed].join(', ') || 'nothing'}`;
  const again = await mend(mending);
  return again === 'leave' ? undefined : `is not left alone: ${again}`;
}
