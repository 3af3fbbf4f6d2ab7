import { accountItself } from '../../lib/events/account-resource';
import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { nonComplianceIn } from '../../lib/events/config-compliance';
import type { Finding } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { assumeRootTask } from './assume-root-task';
import { isRootUser } from './root-user';
import { signIn, signInEvents } from './sign-in';

// What root does through a service is the service's doing; `signin.amazonaws.com` is how the console once named itself.
const itself = [{ exists: false }, 'signin.amazonaws.com'];
const asRoot = { userIdentity: { type: ['Root'], invokedBy: itself } };

export const monitor = defineMonitor({
  patterns: [
    { 'detail-type': ['AWS API Call via CloudTrail', 'AWS Console Action via CloudTrail'], detail: asRoot },
    { source: ['aws.signin'], detail: { eventName: signInEvents, userIdentity: { type: ['Root'] } } },
    { source: ['aws.sts'], detail: { eventSource: ['sts.amazonaws.com'], eventName: ['AssumeRoot'] } },
    {
      source: ['aws.iam'],
      detail: {
        eventSource: ['iam.amazonaws.com'],
        eventName: ['DisableOrganizationsRootCredentialsManagement', 'DisableOrganizationsRootSessions'],
      },
    },
  ],
  // The first call of whoever has found a key and wonders whose it is.
  reads: [
    {
      source: ['aws.sts'],
      detail: { eventSource: ['sts.amazonaws.com'], eventName: ['GetCallerIdentity'], ...asRoot },
    },
  ],
  configRules: [{ identifier: 'IAM_ROOT_ACCESS_KEY_CHECK' }],

  finding(event, facts) {
    const found = (kind: 'finding' | 'attempted', because: string, account = event.account): Finding => ({
      kind,
      resources: [accountItself({ ...event, account }, facts)],
      because,
    });
    if (nonComplianceIn(event)) return found('finding', 'the root user has access keys');
    const record = event.detail as unknown as CloudTrailRecord;
    const { eventName, errorCode, eventSource } = record;
    const kind = errorCode ? 'attempted' : 'finding';

    if (eventSource === 'sts.amazonaws.com' && eventName === 'AssumeRoot') {
      const { task, account } = assumeRootTask(record);
      if (task === 'IAMAuditRootUserCredentials')
        return { kind: 'ignored', because: 'an audit of root changes nothing' };
      return found(kind, `somebody takes a session of the root user for ${task ?? 'a task not told'}`, account);
    }
    if (eventSource === 'iam.amazonaws.com' && eventName?.startsWith('DisableOrganizationsRoot')) {
      return found(kind, `${eventName}: root users of member accounts are no longer managed centrally`);
    }
    if (!isRootUser(record)) return { kind: 'ignored', because: 'not made by the root user itself' };
    return eventSource === 'signin.amazonaws.com' ? signIn(record, found) : found(kind, `root called ${eventName}`);
  },
});
