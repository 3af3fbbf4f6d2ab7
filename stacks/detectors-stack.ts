import type { App } from 'aws-cdk-lib/core';
import { FindingRules } from '../lib/constructs/detectors/finding-rules';
import { addDetector } from '../lib/constructs/detectors/guard-duty-detector';
import { addMacieSession } from '../lib/constructs/detectors/macie-session';
import { addSecurityHub } from '../lib/constructs/detectors/security-hub';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Organization, Region } from '../lib/model/organization';
import { isOffered } from '../lib/model/service-regions';
import { place } from './place';

export interface DetectorsStackProps {
  readonly organization: Organization;
  readonly region: Region;
}

/** Security account, each governed region: the services it has to run itself before it administers them for others. */
export class DetectorsStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, region }: DetectorsStackProps) {
    super(scope, id, place(organization, 'security', region));
    const { guardDuty, securityHub, macie } = organization.services;
    if (guardDuty) addDetector(this, guardDuty, organization.partition);
    if (securityHub) addSecurityHub(this, securityHub);
    if (macie && isOffered('macie', region)) addMacieSession(this, macie);
    new FindingRules(this, 'Findings', organization);
  }
}
