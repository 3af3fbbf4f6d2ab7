import { type ControlPart, isStatement } from '../model/control';

interface Owned {
  readonly guardrail: string;
  readonly part: ControlPart;
}

/**
 * A sid says in CloudTrail and in a verdict which promise denied, so the organization has each once; of a management policy a
 * guardrail has one document per type.
 * @throws Error naming both guardrails.
 */
export function assertDistinctParts(parts: readonly Owned[]): void {
  const owners = new Map<string, string>();
  for (const { guardrail, part } of parts) {
    const key = isStatement(part) ? `sid '${part.sid}'` : `a ${part.policy} of '${guardrail}'`;
    const other = owners.get(key);
    if (other === guardrail) throw new Error(`${guardrail}: has ${key} twice; rename or join them`);
    if (other !== undefined) {
      throw new Error(
        `${key} is used by guardrails '${other}' and '${guardrail}'; it is unique in the organization, rename one`,
      );
    }
    owners.set(key, guardrail);
  }
}
