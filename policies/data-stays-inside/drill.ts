import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly bucket: string;
  readonly organization: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A bucket of orders, and somebody who shares it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: ordersIn,
    incident: (session, { bucket }) => share(session, bucket, 'o-someoneelse'),
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({ name: 'orders are shared with another organization', kind: 'incident', expected: 'reported' }),
  drill({
    name: 'orders are shared inside the organization',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { bucket, organization }) => share(session, bucket, organization),
  }),
];

async function ordersIn(stage: Stage): Promise<World> {
  const bucket = stage.unique('orders');
  // us-east-1 is the one region that must not be named.
  const elsewhere = stage.region !== 'us-east-1';
  await stage.client(S3Client).send(
    new CreateBucketCommand({
      Bucket: bucket,
      ...(elsewhere && { CreateBucketConfiguration: { LocationConstraint: stage.region as never } }),
    }),
  );
  return { bucket, organization: stage.facts.organization };
}

async function share(session: Session, bucket: string, organization: string): Promise<void> {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${bucket}/*`,
    Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await session.client(S3Client).send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
}
