import { CfnArchive, CfnEventBus, CfnEventBusPolicy } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import { hubBusName } from '../../model/platform';

const archivedDays = 30;

/** Where the events of every account and region meet. Whoever belongs to the organization may put events; nobody else. */
export class HubBus extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, organization: Organization) {
    super(scope, id);
    const bus = new CfnEventBus(this, 'Bus', { name: hubBusName });
    this.name = bus.attrName;
    new CfnEventBusPolicy(this, 'Policy', {
      eventBusName: bus.attrName,
      statementId: 'OrganizationPutsEvents',
      statement: {
        Sid: 'OrganizationPutsEvents',
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: bus.attrArn,
        Condition: { StringEquals: { 'aws:PrincipalOrgID': organization.id } },
      },
    });
    new CfnArchive(this, 'Archive', {
      description: 'Everything the hub heard, to be replayed after an outage',
      sourceArn: bus.attrArn,
      retentionDays: archivedDays,
    });
  }
}
