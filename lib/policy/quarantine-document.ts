import { isStatement } from '../model/control';
import type { Guardrail } from '../model/guardrail';
import type { JsonObject } from '../model/json';
import { quarantineGuardrail } from '../model/new-accounts';
import type { Organization } from '../model/organization';
import { exempted } from './exempted';
import { iamStatement } from './iam-statement';

/**
 * What cuts a single account off: the control of quarantine units, as a document of its own.
 * Undefined where no new account is cut off, or the guardrail does not enforce.
 */
export function quarantineDocument(
  organization: Organization,
  guardrails: readonly Guardrail[],
  today: Date = new Date(),
): JsonObject | undefined {
  const { guardrails: settings, defaultMode, newAccounts, partition } = organization;
  const guardrail = guardrails.find(({ id }) => id === quarantineGuardrail);
  const mode = settings[quarantineGuardrail]?.mode ?? defaultMode;
  if (!guardrail?.control || mode !== 'enforce' || !newAccounts?.quarantine.length) return undefined;
  const statements = guardrail
    .control(organization)
    .filter(isStatement)
    .filter(({ policy }) => policy === 'SERVICE_CONTROL_POLICY')
    .map((statement) => iamStatement(exempted(organization, guardrail.id, statement, today), guardrail.id, partition));
  return { Version: '2012-10-17', Statement: statements };
}
