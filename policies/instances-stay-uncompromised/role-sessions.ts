import type { Instance } from '@aws-sdk/client-ec2';
import {
  DeleteRolePolicyCommand,
  GetInstanceProfileCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

type Role = { readonly name: string; readonly revoked: boolean };

/** The role whose credentials the instance hands out, and whether those of this instance still open anything. */
export async function roleOf(
  { InstanceId = '', IamInstanceProfile }: Pick<Instance, 'InstanceId' | 'IamInstanceProfile'>,
  session: Session,
): Promise<Role | undefined> {
  const profile = IamInstanceProfile?.Arn?.split('/').at(-1);
  if (!profile) return undefined;
  const iam = session.client(IAMClient);
  try {
    const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: profile }));
    const name = InstanceProfile?.Roles?.[0]?.RoleName;
    return name === undefined ? undefined : { name, revoked: await isRevoked(InstanceId, name, session) };
  } catch (error) {
    if (isNamed(error, ...gone)) return undefined;
    throw error;
  }
}

/**
 * Denies everything to credentials that were handed out on this instance, wherever they are used and however new they are.
 * Other instances of the role work on: revoking by age would stop them, too.
 */
export async function revokeSessions(instance: string, RoleName: string, session: Session): Promise<void> {
  const fromInstance = { ArnLike: { 'ec2:SourceInstanceARN': `arn:*:ec2:*:${session.account}:instance/${instance}` } };
  const statement = { Effect: 'Deny', Action: '*', Resource: '*', Condition: fromInstance };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await session
    .client(IAMClient)
    .send(new PutRolePolicyCommand({ RoleName, PolicyName: policyName(instance), PolicyDocument }));
}

export async function allowSessions(instance: string, RoleName: string, session: Session): Promise<void> {
  try {
    await session.client(IAMClient).send(new DeleteRolePolicyCommand({ RoleName, PolicyName: policyName(instance) }));
  } catch (error) {
    if (!isNamed(error, ...gone)) throw error;
  }
}

async function isRevoked(instance: string, RoleName: string, session: Session): Promise<boolean> {
  try {
    await session.client(IAMClient).send(new GetRolePolicyCommand({ RoleName, PolicyName: policyName(instance) }));
    return true;
  } catch (error) {
    if (isNamed(error, ...gone)) return false;
    throw error;
  }
}

const policyName = (instance: string): string => `breakwater-contained-${instance}`;
const gone = ['NoSuchEntityException', 'NoSuchEntity'];
