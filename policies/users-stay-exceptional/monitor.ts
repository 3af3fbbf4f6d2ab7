import { IAMClient, paginateListUsers } from '@aws-sdk/client-iam';
import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { youngKeys } from './credentials';

const call = {
  source: ['aws.iam'],
  'detail-type': ['AWS API Call via CloudTrail'],
};

/** Calls that give somebody a way in that lasts. The others of their kind only do when they switch something on. */
const making = [
  'CreateUser',
  'CreateAccessKey',
  'CreateLoginProfile',
  'UpdateLoginProfile',
  'CreateServiceSpecificCredential',
  'ResetServiceSpecificCredential',
  'UploadSSHPublicKey',
  'UploadSigningCertificate',
];
const switching = [
  'UpdateAccessKey',
  'UpdateServiceSpecificCredential',
  'UpdateSSHPublicKey',
  'UpdateSigningCertificate',
];

export const monitor = defineMonitor({
  patterns: [
    { ...call, detail: { eventSource: ['iam.amazonaws.com'], eventName: making } },
    {
      ...call,
      detail: {
        eventSource: ['iam.amazonaws.com'],
        eventName: switching,
        $or: [{ requestParameters: { status: ['Active'] } }, { errorCode: [{ exists: true }] }],
      },
    },
  ],

  finding(event, facts) {
    const made = apiCallIn(event);
    const { name, ended, error } = made;
    if (ended === 'failed') return { kind: 'ignored', because: `${name} failed: ${error}` };
    if (ended === 'denied') {
      return { kind: 'attempted', resources: [accountItself(event, facts)], because: `somebody tried ${name}` };
    }
    const innocent = whyInnocent(made);
    if (innocent) return { kind: 'ignored', because: innocent };
    const user = userOf(made);
    // Without a name, the call was about the caller; a root user's own key or password is the worst there is.
    if (!user)
      return { kind: 'finding', resources: [accountItself(event, facts)], because: `${name} for the root user` };
    const owner = `arn:${facts.partition}:iam::${event.account}:user/${user}`;
    const resource = { ...credentialOf(made, user), arn: owner, account: event.account, region: event.region };
    return { kind: 'finding', resources: [resource], because: `${name} for the user ${user}` };
  },

  /** What became of lost events: users with a key younger than a day. Once an hour and account, since IAM is global. */
  async *reconcile(session, { homeRegion }) {
    if (session.region !== homeRegion) return;
    for await (const { Users = [] } of paginateListUsers({ client: session.client(IAMClient) }, {})) {
      for (const { UserName = '', Arn = '' } of Users) {
        if ((await youngKeys(UserName, session)).length === 0) continue;
        yield { type: 'AWS::IAM::User', id: UserName, arn: Arn, account: session.account, region: session.region };
      }
    }
  },
});

function whyInnocent({ name, parameters, identity }: ApiCall): string | undefined {
  if (switching.includes(name)) {
    return parameters.status === 'Active' ? undefined : `${name} that switches nothing on`;
  }
  if (name === 'CreateUser' && identity.invokedBy === 'cloudformation.amazonaws.com') {
    return 'a stack made a user, who is harmless without credentials';
  }
  const own = identity.type === 'IAMUser' && identity.userName === parameters.userName;
  if (name === 'UpdateLoginProfile' && own) return 'somebody changed their own password';
  return making.includes(name) ? undefined : `${name || 'it'} makes no credentials`;
}

function userOf({ parameters, response, identity }: ApiCall): string | undefined {
  const made = [response, ...Object.values(response).map(valuesOf)].map(({ userName }) => textOf(userName));
  const own = identity.type === 'IAMUser' ? textOf(identity.userName) : undefined;
  return textOf(parameters.userName) ?? made.find((name) => name !== undefined) ?? own;
}

/** The credential the call made or switched on; the user where it is known by the user's name alone. */
function credentialOf({ name, parameters, response }: ApiCall, user: string): Pick<Resource, 'type' | 'id'> {
  const type = typeOf(name);
  const made = Object.values(response).map(valuesOf);
  const id = [parameters, ...made].flatMap((values) => textOf(values[idOf[type] ?? '']) ?? [])[0];
  return { type, id: id ?? user };
}

const idOf: Readonly<Record<string, string>> = {
  'AWS::IAM::AccessKey': 'accessKeyId',
  'AWS::IAM::ServiceSpecificCredential': 'serviceSpecificCredentialId',
  'AWS::IAM::SSHPublicKey': 'sSHPublicKeyId',
  'AWS::IAM::SigningCertificate': 'certificateId',
};

function typeOf(name: string): string {
  const kind = /(AccessKey|ServiceSpecificCredential|SSHPublicKey|SigningCertificate)$/.exec(name)?.[1];
  return `AWS::IAM::${kind ?? 'User'}`;
}
