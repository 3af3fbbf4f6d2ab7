import type { JsonObject } from '../../lib/model/json';
import { decide } from '../../policies/resource-policies-stay-inside/decide';
import { fix } from '../../policies/resource-policies-stay-inside/fix';
import type { Holder } from '../../policies/resource-policies-stay-inside/holders';
import { holderResource } from '../../policies/resource-policies-stay-inside/resource';
import { facts } from '../remediation/a-loop';
import { allow, document, inOrganization, own, sister, stranger, text } from './a-resource-policy';
import { aSession, awsError, type SentCommand } from './a-session';

const place = { account: own, region: 'eu-west-1' };
const isMember = async (account: string) => account === sister;
const open = allow('*');
const insider = allow({ AWS: sister }, { Sid: 'B' });
const reads: Readonly<Record<Holder, readonly [string, (policy: string) => object]>> = {
  bucket: ['GetBucketPolicy', (Policy) => ({ Policy })],
  bus: ['DescribeEventBus', (Policy) => ({ Policy })],
  key: ['GetKeyPolicy', (Policy) => ({ Policy })],
  queue: ['GetQueueAttributes', (Policy) => ({ Attributes: { Policy } })],
  registry: ['GetRegistryPolicy', (policyText) => ({ policyText })],
  repository: ['GetRepositoryPolicy', (policyText) => ({ policyText })],
  secret: ['GetResourcePolicy', (ResourcePolicy) => ({ ResourcePolicy })],
  table: ['GetResourcePolicy', (Policy) => ({ Policy })],
  topic: ['GetTopicAttributes', (Policy) => ({ Attributes: { Policy } })],
  vault: ['GetBackupVaultAccessPolicy', (Policy) => ({ Policy })],
};
const written = ({ input }: SentCommand): string => {
  type Texts = Readonly<Partial<Record<'Policy' | 'policyText' | 'ResourcePolicy' | 'AttributeValue', string>>>;
  const { Attributes, ...texts } = input as Texts & { readonly Attributes?: Texts };
  return Object.values({ ...texts, ...Attributes }).find((value) => value.startsWith('{')) ?? '';
};

test.each(Object.keys(reads) as Holder[])('%s: written for us alone, and undone to what it was', async (holder) => {
  const suspect = holder === 'bucket' ? allow({ AWS: stranger }) : open;
  const [get, answer] = reads[holder];
  let policy = text(suspect, insider);
  const session = aSession((sent) => {
    if (sent.name === get) return answer(policy);
    if (sent.name === 'GetQueueUrl') return { QueueUrl: 'https://queue' };
    policy = written(sent);
    return {};
  });
  const resource = holderResource(holder, 'orders', 'aws', place);
  const state = await fix.read(resource, session, isMember);
  const decision = fix.decide(state as never, facts);
  if (decision.kind !== 'plan') throw new Error(decision.because);
  await fix.apply(decision.change, session);
  expect(JSON.parse(policy).Statement).toEqual([{ ...suspect, ...inOrganization() }, insider]);
  // Somebody adds a statement meanwhile, and the service gives the policy back in a form of its own.
  const later = allow({ AWS: own }, { Sid: 'C' });
  const [first, ...others] = JSON.parse(policy).Statement;
  policy = text(Object.fromEntries(Object.entries(first).reverse()) as JsonObject, ...others, later);
  await fix.undo(state as never, decision.change, session);
  expect(JSON.parse(policy).Statement).toEqual([suspect, insider, later]);
});

test('statements without an id are told by what they say; what was split is joined', async () => {
  const { Sid: _, ...mixed } = allow({ Service: 's3.amazonaws.com', AWS: '*' });
  const state = { holder: 'topic', id: 'o', arn: 'a', account: own, policy: document(mixed), strangers: [] } as const;
  const decision = decide(state, facts);
  if (decision.kind !== 'plan') throw new Error(decision.because);
  const session = aSession(({ name }) =>
    name === 'GetTopicAttributes' ? { Attributes: { Policy: JSON.stringify(decision.change.policy) } } : {},
  );
  await fix.undo(state as never, decision.change as never, session);
  expect(JSON.parse(written(session.sent.at(-1) as SentCommand)).Statement).toEqual([mixed]);
});

test.each<[Holder, string]>([
  ['bucket', 'NoSuchBucketPolicy'],
  ['bucket', 'NoSuchBucket'],
  ['topic', 'NotFoundException'],
  ['queue', 'QueueDoesNotExist'],
  ['registry', 'RegistryPolicyNotFoundException'],
  ['repository', 'RepositoryPolicyNotFoundException'],
  ['secret', 'ResourceNotFoundException'],
  ['table', 'PolicyNotFoundException'],
  ['vault', 'ResourceNotFoundException'],
])('%s without a policy, or gone: %s', async (holder, error) => {
  const session = aSession(() => awsError(error));
  expect(await fix.read(holderResource(holder, 'x', 'aws', place), session, isMember)).toBeUndefined();
});

test('no policy is nobody, another error is one', async () => {
  const resource = holderResource('topic', 'x', 'aws', place);
  const state = await fix.read(
    resource,
    aSession(() => ({})),
    isMember,
  );
  expect(fix.decide(state as never, facts).kind).toBe('leave');
  await expect(
    fix.read(
      resource,
      aSession(() => awsError('AuthorizationErrorException')),
      isMember,
    ),
  ).rejects.toThrow();
});
