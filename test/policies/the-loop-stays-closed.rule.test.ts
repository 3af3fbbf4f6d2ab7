import { hubTarget, isAboutReads } from '../../policies/the-loop-stays-closed/rule';
import { facts } from '../remediation/a-loop';

const where = { account: '111122223333', region: 'eu-west-1' };

test.each([
  ['StackSet-breakwater-baseline-0a1b-ForwardingPattern1', 'breakwater-forwarder-eu-west-1'],
  ['StackSet-breakwater-outposts-0', 'breakwater-outpost-eu-west-1'],
  ['breakwater-management-eu-west-1', 'breakwater-forwarder-eu-west-1'],
])('%s sends as %s', (name, role) => {
  expect(hubTarget(name, where, facts)).toEqual({
    Id: 'Hub',
    Arn: 'arn:aws:events:eu-west-1:222233334444:event-bus/breakwater-hub',
    RoleArn: `arn:aws:iam::111122223333:role/breakwater/${role}`,
  });
});

test.each([
  [{ detail: { eventName: ['GetObject', 'ListBuckets', 'DescribeTrails'] } }, true],
  [{ $or: [{ detail: { eventName: ['GetObject'] } }, { detail: { eventName: 'ListKeys' } }] }, true],
  [{ $or: [{ detail: { eventName: ['GetObject'] } }, { detail: { eventName: ['PutObject'] } }] }, false],
  [{ source: ['aws.s3'] }, false],
])('%j is about reads: %s', (pattern, reads) => {
  expect(isAboutReads(pattern)).toBe(reads);
});
