import { type App, CfnOutput } from 'aws-cdk-lib/core';
import { LogBucket } from '../lib/constructs/archive/log-bucket';
import { EncryptionKey } from '../lib/constructs/encryption-key';
import { AlertTopic } from '../lib/constructs/hub/alert-topic';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import { MailEvents } from '../lib/constructs/root-mail/mail-events';
import { MailIntake } from '../lib/constructs/root-mail/mail-intake';
import { OpsItems } from '../lib/constructs/root-mail/ops-items';
import type { Organization, Partition, Region } from '../lib/model/organization';
import { domainOf, rootMailName } from '../lib/model/root-mail';
import { type IamStatement, onlyOverTls, policyDocument } from '../lib/policy/policy-document';
import { alarmsOf, mayEncrypt } from '../lib/policy/publisher';
import { place } from './place';

export interface RootMailStackProps {
  readonly organization: Organization;
  readonly address: string;
  readonly region: Region;
}

// Long enough to look into an incident; whoever has such a mail late has little of it.
const keeping = { expireAfterDays: 400, expireReplacedAfterDays: 30 };

/** Security account, the region where Amazon SES receives mail: mail to root users, kept and looked at. */
export class RootMailStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, address, region }: RootMailStackProps) {
    super(scope, id, place(organization, 'security', region));
    const { partition } = organization;
    const domain = domainOf(address);
    const rule = `arn:${partition}:ses:${region}:${this.account}:receipt-rule-set/${rootMailName}:receipt-rule/${rootMailName}`;
    const fromMail = { StringEquals: { 'aws:SourceAccount': this.account }, ArnEquals: { 'aws:SourceArn': rule } };
    const key = new EncryptionKey(this, 'Key', {
      alias: rootMailName,
      description: 'Encrypts mail to root users',
      partition,
      statements: [
        mayEncrypt(alarmsOf(this.account)),
        mayEncrypt({ what: 'Mail', service: 'ses.amazonaws.com', condition: fromMail }),
      ],
    }).arn;
    const alerts = new AlertTopic(this, 'Alerts', {
      name: `${rootMailName}-alerts`,
      key,
      emails: organization.alerts.emails,
    });
    const bucket = this.#keep({ partition, key, from: fromMail });
    const events = new MailEvents(this, 'Events', { partition, key, rule, alerts });
    new MailIntake(this, 'Intake', {
      partition,
      domain,
      bucket: bucket.name,
      topic: events.topic,
      after: [bucket.node.findChild('Policy'), events.permission],
    });
    new OpsItems(this, 'OpsItems', { partition, alerts });
    new CfnOutput(this, 'MailExchanger', {
      description: `Value of the MX record of ${domain}; the DKIM records that verify the domain are in Amazon SES`,
      value: `10 inbound-smtp.${region}.amazonaws.com`,
    });
  }

  /** The bucket of the mail, and one that records who reads it. */
  #keep({ partition, key, from }: Keeper): LogBucket {
    const name = `${rootMailName}-${this.account}-${this.region}`;
    const arn = `arn:${partition}:s3:::${name}`;
    const reads = new LogBucket(this, 'Reads', {
      name: `${name}-reads`,
      keeping,
      policy: writtenBy(`${arn}-reads`, 'logging.s3.amazonaws.com', '*', {
        StringEquals: { 'aws:SourceAccount': this.account },
        ArnEquals: { 'aws:SourceArn': arn },
      }),
    });
    return new LogBucket(this, 'Mail', {
      name,
      key,
      keeping,
      accessLogs: reads.name,
      policy: writtenBy(arn, 'ses.amazonaws.com', 'mail/*', from),
    });
  }
}

function writtenBy(arn: string, Service: string, objects: string, Condition: IamStatement['Condition']) {
  return policyDocument(onlyOverTls('s3:*', arn, `${arn}/*`), {
    Sid: 'ServiceWrites',
    Effect: 'Allow',
    Principal: { Service },
    Action: 's3:PutObject',
    Resource: `${arn}/${objects}`,
    Condition,
  });
}

interface Keeper {
  readonly partition: Partition;
  readonly key: string;
  /** What tells Amazon SES, receiving by our rule, from others. */
  readonly from: IamStatement['Condition'];
}
