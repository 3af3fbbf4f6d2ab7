import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Partition } from '../model/organization';
import { accountDecides, type IamStatement, policyDocument } from '../policy/policy-document';
import { retain } from './retain';

export interface EncryptionKeyProps {
  /** Without `alias/`. */
  readonly alias: string;
  readonly description: string;
  readonly partition: Partition;
  /** What others may do with it; the account's own administrators decide about its own roles. */
  readonly statements: readonly IamStatement[];
}

/** A customer managed key that rotates and is retained: what it encrypted is lost without it. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alias, description, partition, statements }: EncryptionKeyProps) {
    super(scope, id);
    const key = new CfnKey(this, 'Key', {
      description,
      enableKeyRotation: true,
      keyPolicy: policyDocument(accountDecides(partition, Stack.of(this).account), ...statements),
    });
    retain(key);
    new CfnAlias(this, 'Alias', { aliasName: `alias/${alias}`, targetKeyId: key.ref });
    this.arn = key.attrArn;
  }
}
