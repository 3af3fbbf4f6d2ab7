import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';

const security = '222233334444';

/** Events as the security services send them, in the account that administers them; each about account 111122223333. */
export const findingEvents = {
  guardDuty: (detail: JsonObject = {}) =>
    eventOf('aws.guardduty', 'GuardDuty Finding', {
      id: '1ab2',
      accountId: '111122223333',
      region: 'eu-central-1',
      severity: 8,
      type: 'UnauthorizedAccess:EC2/SSHBruteForce',
      title: 'i-99999999 is performing SSH brute force attacks against 198.51.100.0.',
      description: 'i-99999999 is performing SSH brute force attacks.',
      service: { archived: false, count: 3 },
      ...detail,
    }),
  macie: (detail: JsonObject = {}) =>
    eventOf('aws.macie', 'Macie Finding', {
      id: '64b917aa',
      accountId: '111122223333',
      region: 'eu-central-1',
      severity: { score: 3, description: 'High' },
      title: 'The S3 object contains credentials',
      description: 'The S3 object contains credentials such as keys.',
      resourcesAffected: { s3Bucket: { arn: 'arn:aws:s3:::orders' } },
      archived: false,
      ...detail,
    }),
  accessAnalyzer: (detail: JsonObject = {}) =>
    eventOf('aws.access-analyzer', 'Access Analyzer Finding', {
      id: '8b2f',
      accountId: '111122223333',
      region: 'eu-central-1',
      status: 'ACTIVE',
      resource: 'arn:aws:s3:::orders',
      isPublic: true,
      ...detail,
    }),
  inspector: (detail: JsonObject = {}) =>
    eventOf('aws.inspector2', 'Inspector2 Finding', {
      findingArn: 'arn:aws:inspector2:eu-west-1:111122223333:finding/f1',
      awsAccountId: '111122223333',
      severity: 'HIGH',
      status: 'ACTIVE',
      title: 'CVE-2026-0001 - openssl',
      description: 'A flaw was found.',
      resources: [{ id: 'i-99999999', type: 'AWS_EC2_INSTANCE' }],
      ...detail,
    }),
  securityHub: (finding: JsonObject = {}) =>
    eventOf('aws.securityhub', 'Security Hub Findings - Imported', {
      findings: [
        {
          Id: 'arn:aws:securityhub:eu-central-1:111122223333:security-control/S3.8/finding/f2',
          ProductArn: 'arn:aws:securityhub:eu-central-1::product/aws/securityhub',
          AwsAccountId: '111122223333',
          Region: 'eu-central-1',
          Severity: { Label: 'HIGH' },
          Title: 'S3 general purpose buckets should block public access',
          Description: 'This control checks whether a bucket blocks public access.',
          Compliance: { Status: 'FAILED' },
          RecordState: 'ACTIVE',
          Workflow: { Status: 'NEW' },
          Resources: [{ Id: 'arn:aws:s3:::orders' }],
          ...finding,
        },
      ],
    }),
};

function eventOf(source: string, detailType: string, detail: JsonObject): EventBridgeEvent {
  return {
    id: 'event-1',
    source,
    'detail-type': detailType,
    account: security,
    region: 'eu-west-1',
    time: '2026-11-21T10:00:00Z',
    detail,
  } as EventBridgeEvent;
}
