import type { Condition } from '../model/control';

export interface IamStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Condition;
}

/** A document as IAM takes it. L1 constructs pass it through as it is, tokens included. */
export function policyDocument(...statements: readonly IamStatement[]) {
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
