import { DescribeTagsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Session } from '../model/guardrail';

/** Tags of whatever EC2 knows by id, as a fix gives them. */
export async function ec2Tags({ id }: { readonly id: string }, session: Session) {
  const Filters = [{ Name: 'resource-id', Values: [id] }];
  const { Tags = [] } = await session.client(EC2Client).send(new DescribeTagsCommand({ Filters }));
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
