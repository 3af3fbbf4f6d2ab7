import type { Condition } from '../model/control';
import type { AccountId, Partition } from '../model/organization';

export interface IamStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Condition;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly IamStatement[];
}

/** A document as IAM takes it. L1 constructs pass it through as it is, tokens included. */
export function policyDocument(...statements: readonly IamStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** Refuses whoever does not use TLS; for the policy of a bucket, queue or topic. */
export function onlyOverTls(actions: string, ...resources: readonly string[]): IamStatement {
  return {
    Sid: 'OnlyOverTls',
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: resources,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** Leaves the use of a key to its account's own administrators and their IAM policies. */
export function accountDecides(partition: Partition, account: AccountId): IamStatement {
  return {
    Sid: 'AccountDecides',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}
