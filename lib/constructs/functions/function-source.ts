import { join } from 'node:path';
import type { Guardrail } from '../../model/guardrail';
import type { GuardrailSource } from './bundle-functions';

/** What is bundled for a guardrail in a folder below `policies`: what it does not need is not in it. */
export function functionSource({ id, fix, monitor }: Guardrail, policies: string): GuardrailSource {
  return {
    id,
    folder: join(policies, id),
    fixes: fix !== undefined,
    follows: fix?.follow !== undefined,
    reevaluates: fix !== undefined && monitor?.configRules !== undefined,
  };
}
