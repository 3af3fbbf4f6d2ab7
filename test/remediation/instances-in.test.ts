import { ec2Instance } from '../../lib/events/ec2-instance';
import { instancesIn, instanceTags } from '../../lib/remediation/instances-in';
import { aSession, awsError } from '../policies/a-session';

const idsIn = async (session: ReturnType<typeof aSession>, ids?: readonly string[]) => {
  const found: string[] = [];
  for await (const { InstanceId = '' } of instancesIn(session, ids)) found.push(InstanceId);
  return found;
};

test('every page and reservation is read', async () => {
  const pages = [
    { Reservations: [{ Instances: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }] }, {}], NextToken: 'more' },
    { Reservations: [{ Instances: [{ InstanceId: 'i-3' }] }] },
  ];
  let page = 0;
  const session = aSession(() => pages[page++]);
  expect(await idsIn(session)).toEqual(['i-1', 'i-2', 'i-3']);
  expect(session.sent.map(({ input }) => [input.MaxResults, input.NextToken])).toEqual([
    [1000, undefined],
    [1000, 'more'],
  ]);
});

test('ids are asked for without a page size, which EC2 refuses beside them', async () => {
  const session = aSession(() => ({}));
  expect(await idsIn(session, ['i-1'])).toEqual([]);
  expect(session.sent[0]?.input).toMatchObject({ InstanceIds: ['i-1'] });
  expect(session.sent[0]?.input.MaxResults).toBeUndefined();
});

test('an instance that is gone is none; other errors are told', async () => {
  const gone = aSession(() => awsError('InvalidInstanceID.NotFound'));
  expect(await idsIn(gone, ['i-1'])).toEqual([]);
  expect(await instanceTags({ id: 'i-1' }, gone)).toEqual({});
  await expect(idsIn(aSession(() => awsError('RequestLimitExceeded')))).rejects.toThrow('RequestLimitExceeded');
});

test('tags are a record', async () => {
  const session = aSession(() => ({ Reservations: [{ Instances: [{ Tags: [{ Key: 'team', Value: 'shop' }] }] }] }));
  expect(await instanceTags({ id: 'i-1' }, session)).toEqual({ team: 'shop' });
});

test('an instance as a resource', () => {
  expect(ec2Instance('i-1', 'aws-cn', { account: '111122223333', region: 'cn-north-1' })).toEqual({
    type: 'AWS::EC2::Instance',
    id: 'i-1',
    arn: 'arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-1',
    account: '111122223333',
    region: 'cn-north-1',
  });
});
