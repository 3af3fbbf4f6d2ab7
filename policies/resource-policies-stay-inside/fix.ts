import { defineFix, type IsMember, type Permission } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { Json, JsonObject } from '../../lib/model/json';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { receiversOf } from '../../lib/policy/receivers';
import { strangersAmong } from '../../lib/policy/strangers-among';
import { type Change, decide, type State, statementsIn, type Told } from './decide';
import { holderOf, letInBy } from './resource';
import { stores } from './store';

/** What services say of a resource that is gone, or that has no policy. */
const none = [
  'NoSuchBucket',
  'NoSuchBucketPolicy',
  'NotFoundException',
  'PolicyNotFoundException',
  'QueueDoesNotExist',
  'RegistryPolicyNotFoundException',
  'RepositoryNotFoundException',
  'RepositoryPolicyNotFoundException',
  'ResourceNotFoundException',
];

const permissions: readonly Permission[] = [
  { actions: ['s3:GetBucketPolicy', 's3:PutBucketPolicy'], resources: ['arn:aws:s3:::*'] },
  { actions: ['sns:GetTopicAttributes', 'sns:SetTopicAttributes'], resources: ['arn:aws:sns:*:*:*'] },
  {
    actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SetQueueAttributes'],
    resources: ['arn:aws:sqs:*:*:*'],
  },
  {
    actions: ['ecr:DescribeRepositories', 'ecr:GetRepositoryPolicy', 'ecr:SetRepositoryPolicy'],
    resources: ['arn:aws:ecr:*:*:repository/*'],
  },
  {
    actions: ['secretsmanager:GetResourcePolicy', 'secretsmanager:PutResourcePolicy'],
    resources: ['arn:aws:secretsmanager:*:*:secret:*'],
  },
  {
    actions: ['backup:GetBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy'],
    resources: ['arn:aws:backup:*:*:backup-vault:*'],
  },
  {
    actions: ['dynamodb:GetResourcePolicy', 'dynamodb:PutResourcePolicy'],
    resources: ['arn:aws:dynamodb:*:*:table/*'],
  },
  { actions: ['kms:GetKeyPolicy', 'kms:PutKeyPolicy'], resources: ['arn:aws:kms:*:*:key/*'] },
  { actions: ['events:DescribeEventBus'], resources: ['arn:aws:events:*:*:event-bus/*'] },
  {
    actions: ['ecr:GetRegistryPolicy', 'ecr:PutRegistryPolicy', 'events:PutPermission'],
    resources: ['*'],
    because: 'IAM knows no resource for a registry as a whole, nor for who may put events',
  },
  {
    actions: [
      'backup:ListBackupVaults',
      'dynamodb:ListTables',
      'events:ListEventBuses',
      'kms:ListKeys',
      's3:ListAllMyBuckets',
      'secretsmanager:ListSecrets',
      'sns:ListTopics',
      'sqs:ListQueues',
    ],
    resources: ['*'],
    because: 'listing what there is has no resource to name; the hourly look needs it',
  },
];

export const fix = defineFix<State | Told, Change>({
  permissions,

  async read(resource, session, isMember) {
    const { id, arn, account } = resource;
    const who = letInBy(resource);
    if (who) return { arn, told: await outsidersAmong(who, isMember) };
    const holder = holderOf(resource);
    if (!holder) return undefined;
    try {
      const policy = parseIamDocument(await stores[holder].read(session, resource)) ?? {};
      const accounts = statementsIn(policy).flatMap((statement) => receiversOf(statement).accounts);
      const strangers = await strangersAmong(
        accounts.filter((one) => one !== account),
        isMember,
      );
      return { holder, id, arn, account, policy, strangers };
    } catch (error) {
      if (isNamed(error, ...none)) return undefined;
      throw error;
    }
  },

  decide,

  async apply({ holder, policy, ...named }, session) {
    await stores[holder].write(session, named, JSON.stringify(policy));
  },

  async undo(state, { rewritten, ...named }, session) {
    // What was told was not changed, so nothing of it is taken back.
    if ('told' in state) return;
    const { holder, policy: before } = state;
    const now = parseIamDocument(await stores[holder].read(session, named)) ?? before;
    await stores[holder].write(session, named, JSON.stringify(givenBack(now, rewritten)));
  },
});

/** Everybody and other organizations are nobody's members. */
async function outsidersAmong(who: readonly string[], isMember: IsMember): Promise<readonly string[]> {
  const isAccount = (one: string) => /^\d{12}$/.test(one);
  return [...who.filter((one) => !isAccount(one)), ...(await strangersAmong(who.filter(isAccount), isMember))];
}

/** The policy as it is now, with the statements we rewrote as they were before, each in its place. */
function givenBack(policy: JsonObject, rewritten: Change['rewritten']): JsonObject {
  const Statement = statementsIn(policy).flatMap((statement) => {
    for (const { from, to } of rewritten) {
      const at = to.findIndex((one) => isSame(one, statement));
      if (at >= 0) return at === 0 ? [from] : [];
    }
    return [statement];
  });
  return { ...policy, Statement };
}

/** Services give a policy back in a form of their own; a statement keeps its id. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  if (one.Sid !== undefined && one.Sid === other.Sid) return true;
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item)]));
}
