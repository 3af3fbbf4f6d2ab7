import { EC2Client, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import type { Session } from '../model/guardrail';
import { isNamed } from '../model/is-named';

// The largest page EC2 gives (2026-11).
const pageSize = 1000;

/** Every instance of the session's account and region, or those with these ids; none when they are gone. */
export async function* instancesIn(session: Session, ids?: readonly string[]): AsyncIterable<Instance> {
  const client = session.client(EC2Client);
  const pages = ids
    ? paginateDescribeInstances({ client }, { InstanceIds: [...ids] })
    : paginateDescribeInstances({ client, pageSize }, {});
  try {
    for await (const { Reservations = [] } of pages) {
      for (const { Instances = [] } of Reservations) yield* Instances;
    }
  } catch (error) {
    if (!isNamed(error, 'InvalidInstanceID.NotFound')) throw error;
  }
}

export const tagsOf = ({ Tags = [] }: Pick<Instance, 'Tags'>): Readonly<Record<string, string>> =>
  Object.fromEntries(Tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));

/** Tags of one instance, as a fix gives them. */
export async function instanceTags({ id }: { readonly id: string }, session: Session) {
  for await (const instance of instancesIn(session, [id])) return tagsOf(instance);
  return {};
}
