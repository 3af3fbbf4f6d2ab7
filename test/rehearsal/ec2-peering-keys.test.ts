import { peeringKeys } from '../../lib/rehearsal/recorder/ec2-peering-keys';

const caller = { account: '111122223333', partition: 'aws' };
const keysOf = (name: string, input: object) =>
  peeringKeys({ model: { name }, input, caller, region: 'eu-west-1' } as never);

test.each([
  { input: { VpcId: 'vpc-1', PeerVpcId: 'vpc-2' }, accepter: 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-2' },
  {
    input: { VpcId: 'vpc-1', PeerVpcId: 'vpc-2', PeerOwnerId: '999900001111', PeerRegion: 'us-east-1' },
    accepter: 'arn:aws:ec2:us-east-1:999900001111:vpc/vpc-2',
  },
])('$input is about $accepter', ({ input, accepter }) => {
  expect(keysOf('CreateVpcPeeringConnection', input)).toEqual({
    'ec2:AccepterVpc': accepter,
    'ec2:RequesterVpc': 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1',
  });
});

test.each(['AcceptVpcPeeringConnection', 'CreateVpc'])('%s names no sides', (name) => {
  expect(keysOf(name, { VpcId: 'vpc-1', PeerVpcId: 'vpc-2' })).toEqual({});
});
