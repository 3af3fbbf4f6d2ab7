import { defineFix } from '../../lib/model/guardrail';
import {
  applyBucket,
  type BucketChange,
  type BucketState,
  decideBucket,
  readBucket,
  undoBucket,
} from './bucket-access';
import { decideTrail, type TrailChange, type TrailState } from './decide-trail';
import { bucketPolicyType, keyType, trailType } from './guarded';
import { applyKey, decideKey, type KeyChange, type KeyState, readKey, undoKey } from './log-key';
import { applyTrail, readTrail, undoTrail } from './trail';

/** A trail that is not the organization's: its owner may have meant it. */
interface Foreign {
  readonly kind: 'foreign';
  readonly name: string;
}
type State = TrailState | BucketState | KeyState | Foreign;
type Change = TrailChange | BucketChange | KeyChange;

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'cloudtrail:CreateTrail',
        'cloudtrail:GetEventSelectors',
        'cloudtrail:GetTrail',
        'cloudtrail:GetTrailStatus',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:StartLogging',
        'cloudtrail:StopLogging',
        'cloudtrail:UpdateTrail',
      ],
      resources: ['arn:aws:cloudtrail:*:*:trail/breakwater-organization-trail'],
    },
    {
      actions: [
        'organizations:DescribeOrganization',
        'organizations:EnableAWSServiceAccess',
        'organizations:ListAWSServiceAccessForOrganization',
      ],
      resources: ['*'],
      because: 'Organizations names no resource for trusted access, which a trail of the organization needs',
    },
    {
      actions: ['iam:GetRole'],
      resources: ['arn:aws:iam::*:role/aws-service-role/cloudtrail.amazonaws.com/*'],
    },
    { actions: ['s3:GetBucketPolicy', 's3:PutBucketPolicy'], resources: ['arn:aws:s3:::breakwater-trail-*'] },
    {
      actions: [
        'kms:CancelKeyDeletion',
        'kms:DescribeKey',
        'kms:DisableKey',
        'kms:EnableKey',
        'kms:GetKeyPolicy',
        'kms:PutKeyPolicy',
      ],
      resources: ['arn:aws:kms:*:*:key/*'],
    },
  ],

  async read(resource, session) {
    const { type, id } = resource;
    if (type === bucketPolicyType) return readBucket(resource, session);
    if (type === keyType) return readKey(id, session);
    return type === trailType ? readTrail(session) : { kind: 'foreign', name: id };
  },

  decide(state, facts) {
    if (state.kind === 'trail') return decideTrail(state, facts);
    if (state.kind === 'bucket') return decideBucket(state, facts);
    if (state.kind === 'key') return decideKey(state, facts);
    return {
      kind: 'ask',
      because: `${state.name} is not the organization's trail; its owner has to say if this was meant`,
    };
  },

  async apply(change, session) {
    if (change.kind === 'trail') await applyTrail(change, session);
    else if (change.kind === 'bucket') await applyBucket(change, session);
    else await applyKey(change, session);
  },

  async undo(before, change, session) {
    if (before.kind === 'trail' && change.kind === 'trail') await undoTrail(before, change, session);
    if (before.kind === 'bucket') await undoBucket(before, session);
    if (before.kind === 'key' && change.kind === 'key') await undoKey(before, change, session);
  },
});
