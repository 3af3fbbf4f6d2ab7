import { type App, Stack } from 'aws-cdk-lib/core';
import { addConfigRules } from '../lib/constructs/config-rules';
import type { Guardrail } from '../lib/model/guardrail';
import type { Organization, Region } from '../lib/model/organization';
import { place } from './place';

export interface SecurityServicesStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
  readonly region: Region;
}

/** Security account, each governed region: what it administers for every account of the organization there. */
export class SecurityServicesStack extends Stack {
  constructor(scope: App, id: string, { organization, guardrails, region }: SecurityServicesStackProps) {
    super(scope, id, place(organization, 'security', region));
    addConfigRules(
      this,
      guardrails.flatMap(({ monitor }) => monitor?.configRules ?? []),
    );
  }
}
