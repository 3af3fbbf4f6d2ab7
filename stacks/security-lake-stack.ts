import type { App } from 'aws-cdk-lib/core';
import { SecurityLake } from '../lib/constructs/detectors/security-lake';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Organization, Region } from '../lib/model/organization';
import { place } from './place';

export interface SecurityLakeStackProps {
  readonly organization: Organization;
  readonly region: Region;
  /** Whether it makes the role that all regions share. */
  readonly isFirst: boolean;
}

/** Log archive account, each governed region: Security Lake, whose data is logs and so belongs here. */
export class SecurityLakeStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, region, isFirst }: SecurityLakeStackProps) {
    super(scope, id, place(organization, 'log-archive', region));
    const { partition, services } = organization;
    const { securityLake } = services;
    if (securityLake) new SecurityLake(this, 'Lake', { partition, securityLake, isFirst });
  }
}
