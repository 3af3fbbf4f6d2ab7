import type { Condition } from '../model/control';
import type { AccountId } from '../model/organization';
import type { IamStatement } from './policy-document';

/** A service that tells people something by a topic, and on whose behalf it may. */
export interface Publisher {
  /** What it tells of, for the names of statements. */
  readonly what: string;
  readonly service: string;
  readonly condition: Condition;
}

/** The alarms of these accounts. */
export function alarmsOf(account: AccountId | readonly AccountId[]): Publisher {
  const condition = { StringEquals: { 'aws:SourceAccount': account } };
  return { what: 'Alarms', service: 'cloudwatch.amazonaws.com', condition };
}

/** For the policy of a topic. */
export function mayPublish({ what, service, condition }: Publisher, topic: string): IamStatement {
  return {
    Sid: `${what}Publish`,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sns:Publish',
    Resource: topic,
    Condition: condition,
  };
}

/** For the policy of the key that a topic is encrypted with, or whatever else the service writes. */
export function mayEncrypt({ what, service, condition }: Publisher): IamStatement {
  return {
    Sid: `${what}Encrypt`,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: condition,
  };
}
