import { suggest } from '../../lib/config/suggest';
import { guardrailIds } from '../../policies';

/** @throws Error naming the guardrail that was meant, or how to see those there are. */
export function requireGuardrail(id: string): string {
  const ids = guardrailIds();
  if (ids.includes(id)) return id;
  const near = suggest(id, ids);
  throw new Error(
    `there is no guardrail '${id}'; ${near ? `did you mean '${near}'?` : 'breakwater list names them all'}`,
  );
}
