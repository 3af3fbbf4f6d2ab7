import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ledgerTableName } from '../../model/platform';
import { retain } from '../retain';

/** What the functions remember: every fix and its before-image, locks, budgets, the kill switch. */
export class LedgerTable extends Construct {
  readonly name: string;
  readonly arn: string;
  /** ARN of the stream of what changes. */
  readonly stream: string;

  constructor(scope: Construct, id: string, props: { readonly key: string }) {
    super(scope, id);
    const table = new CfnTable(this, 'Table', {
      tableName: ledgerTableName,
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: [
        { attributeName: 'pk', attributeType: 'S' },
        { attributeName: 'sk', attributeType: 'S' },
      ],
      keySchema: [
        { attributeName: 'pk', keyType: 'HASH' },
        { attributeName: 'sk', keyType: 'RANGE' },
      ],
      timeToLiveSpecification: { enabled: true, attributeName: 'expires' },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      streamSpecification: { streamViewType: 'NEW_IMAGE' },
      sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: props.key },
      deletionProtectionEnabled: true,
    });
    retain(table);
    this.name = table.ref;
    this.arn = table.attrArn;
    this.stream = table.attrStreamArn;
  }
}
