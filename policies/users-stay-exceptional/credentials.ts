import {
  GetLoginProfileCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListServiceSpecificCredentialsCommand,
} from '@aws-sdk/client-iam';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

/** What IAM can switch off and on again, keeping it. */
export interface Credential {
  readonly type: 'AWS::IAM::AccessKey' | 'AWS::IAM::ServiceSpecificCredential';
  readonly id: string;
  readonly active: boolean;
}

const dayMilliseconds = 24 * 3600_000;

/** A user has at most two keys, so one page holds them all. */
export async function accessKeys(user: string, session: Session) {
  const { AccessKeyMetadata } = await session.client(IAMClient).send(new ListAccessKeysCommand({ UserName: user }));
  return (AccessKeyMetadata ?? []).map(({ AccessKeyId, Status, CreateDate }) => ({
    type: 'AWS::IAM::AccessKey' as const,
    id: AccessKeyId ?? '',
    active: Status === 'Active',
    made: CreateDate?.getTime() ?? 0,
  }));
}

/** Active keys that an event should have told of within the day. Older ones have users who may count on them. */
export async function youngKeys(user: string, session: Session): Promise<readonly Credential[]> {
  const keys = await accessKeys(user, session);
  return keys.filter(({ active, made }) => active && made > Date.now() - dayMilliseconds).map(withoutAge);
}

export async function credentialsOfType(
  type: Credential['type'],
  user: string,
  session: Session,
): Promise<readonly Credential[]> {
  if (type === 'AWS::IAM::AccessKey') return (await accessKeys(user, session)).map(withoutAge);
  const { ServiceSpecificCredentials } = await session
    .client(IAMClient)
    .send(new ListServiceSpecificCredentialsCommand({ UserName: user }));
  return (ServiceSpecificCredentials ?? []).map(({ ServiceSpecificCredentialId, Status }) => ({
    type,
    id: ServiceSpecificCredentialId ?? '',
    active: Status === 'Active',
  }));
}

export async function hasPassword(user: string, session: Session): Promise<boolean> {
  try {
    await session.client(IAMClient).send(new GetLoginProfileCommand({ UserName: user }));
    return true;
  } catch (error) {
    if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) return false;
    throw error;
  }
}

const withoutAge = ({ type, id, active }: Credential): Credential => ({ type, id, active });
