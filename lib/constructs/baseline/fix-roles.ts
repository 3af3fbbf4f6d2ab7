import { Construct } from 'constructs';
import { type Guardrail, hasFix } from '../../model/guardrail';
import type { Organization } from '../../model/organization';
import { FixRole } from './fix-role';

export interface FixRolesProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

/** A role for each fix. Roles belong to no region, so an account gets them once. */
export class FixRoles extends Construct {
  constructor(scope: Construct, id: string, { organization, guardrails }: FixRolesProps) {
    super(scope, id);
    for (const guardrail of guardrails.filter(hasFix)) new FixRole(this, guardrail.id, { organization, guardrail });
  }
}
