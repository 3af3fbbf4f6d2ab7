import type { JsonObject } from '../../../lib/model/json';
import type { AuthorizationRequest } from '../../../lib/policy/evaluate/verdict';
import { bucket, denies } from './denies';

type Row = readonly [elements: JsonObject, request: Partial<AuthorizationRequest>, matches: boolean];

const actions: readonly Row[] = [
  [{ Action: 's3:GetObject' }, {}, true],
  [{ Action: 'S3:getobject' }, {}, true],
  [{ Action: 's3:GetObject' }, { action: 'S3:GETOBJECT' }, true],
  [{ Action: 's3:Get*' }, {}, true],
  [{ Action: 's3:*Object' }, {}, true],
  [{ Action: 's3:G?tObject' }, {}, true],
  [{ Action: '*' }, {}, true],
  [{ Action: '*:*' }, {}, true],
  [{ Action: 's3:*' }, { action: 's3-object-lambda:GetObject' }, false],
  [{ Action: 's3*:Get*' }, { action: 's3-object-lambda:GetObject' }, true],
  [{ Action: ['ec2:*', 's3:Put*'] }, {}, false],
  [{ Action: ['ec2:*', 's3:Get*'] }, {}, true],
  [{ NotAction: 's3:Get*' }, {}, false],
  [{ NotAction: ['s3:Put*', 'iam:*'] }, {}, true],
];

const resources: readonly Row[] = [
  [{ Resource: '*' }, { resource: '*' }, true],
  [{ Resource: bucket }, {}, true],
  [{ Resource: `${bucket}/*` }, {}, false],
  [{ Resource: `${bucket}*` }, { resource: `${bucket}/a/b` }, true],
  [{ Resource: 'arn:aws:s3:::*' }, { resource: '*' }, false],
  [{ Resource: 'arn:*:s3:::orders' }, {}, true],
  [{ Resource: 'arn:aws:s3' }, {}, true],
  [{ Resource: 'arn:aws:s*:orders' }, {}, true],
  [{ Resource: 'arn:aws:s*3:orders' }, {}, false],
  [{ Resource: 'arn:aws:ec2:*:instance/i-1' }, { resource: 'arn:aws:ec2:eu-west-1:1:instance/i-1' }, true],
  [{ Resource: 'arn:*:orders' }, {}, true],
  [{ NotResource: 'arn:aws:s3*:orders' }, {}, false],
  [{ Resource: 'arn:aws:ec2:*:*:instance/*' }, { resource: 'arn:aws:ec2:eu-west-1:1:volume/vol-1' }, false],
  [{ Resource: 'arn:aws:logs:*:*:log-group:a:*' }, { resource: 'arn:aws:logs:r:1:log-group:a:log-stream:b' }, true],
  [{ NotResource: bucket }, {}, false],
  [{ NotResource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] }, {}, true],
  [{ NotResource: bucket }, { resource: '*' }, true],
  [{ NotResource: '*' }, {}, false],
];

it.each([...actions, ...resources])('%j with %j matches: %s', (elements, request, matches) => {
  expect(denies(elements, request)).toBe(matches);
});

it('a pattern of many wildcards takes no time', () => {
  const Resource = `arn:aws:s3:::${'a*'.repeat(400)}b`;
  const started = performance.now();
  expect(denies({ Resource }, { resource: `arn:aws:s3:::${'a'.repeat(20_000)}c` })).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
