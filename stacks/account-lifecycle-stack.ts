import type { App } from 'aws-cdk-lib/core';
import { AccountLifecycle } from '../lib/constructs/account-lifecycle/account-lifecycle';
import type { Lifecycle } from '../lib/constructs/account-lifecycle/lifecycle';
import { EncryptionKey } from '../lib/constructs/encryption-key';
import { AlertTopic } from '../lib/constructs/hub/alert-topic';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import { accountAlertTopicName } from '../lib/model/platform';
import { alarmsOf, mayEncrypt } from '../lib/policy/publisher';
import { quarantineDocument } from '../lib/policy/quarantine-document';
import { globalRegionOf } from './baseline-places';
import { place } from './place';

export interface AccountLifecycleStackProps {
  readonly organization: Organization;
  readonly newAccounts: NonNullable<Organization['newAccounts']>;
  readonly guardrails: readonly Guardrail[];
  readonly baseline: Lifecycle['baseline'];
}

/** Management account, home region: what happens to accounts that join, move or close. */
export class AccountLifecycleStack extends RememberingStack {
  constructor(scope: App, id: string, props: AccountLifecycleStackProps) {
    const { organization, newAccounts, guardrails, baseline } = props;
    super(scope, id, place(organization, 'management'));
    const key = new EncryptionKey(this, 'Key', {
      alias: accountAlertTopicName,
      description: 'Encrypts what is told about accounts',
      partition: organization.partition,
      statements: [mayEncrypt(alarmsOf(this.account))],
    }).arn;
    const topic = new AlertTopic(this, 'Alerts', {
      name: accountAlertTopicName,
      key,
      emails: organization.alerts.emails,
    });
    new AccountLifecycle(this, 'Accounts', {
      organization,
      newAccounts,
      quarantine: quarantineDocument(organization, guardrails),
      baseline,
      topic,
      key,
      isGlobalRegion: this.region === globalRegionOf(organization),
    });
  }
}
