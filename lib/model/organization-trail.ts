import type { Facts } from './facts';
import type { DataEvents } from './guardrail';
import { bucketPrefixes, type LogArchiveFacts, logArchiveNames, queryResultPrefix } from './log-archive';
import { trailName } from './platform';

/** The organization's trail as it has to be: what is deployed, and what is put back. */
export interface OrganizationTrail {
  readonly name: string;
  readonly arn: string;
  readonly bucket: string;
  /** ARN of the key's alias. CloudTrail answers with the ARN of the key behind it. */
  readonly key: string;
  /** As CloudFormation spells them; the API begins with a capital letter. */
  readonly settings: {
    readonly isOrganizationTrail: true;
    readonly isMultiRegionTrail: true;
    readonly includeGlobalServiceEvents: true;
    readonly enableLogFileValidation: true;
  };
  /** Advanced event selectors: everything that must be recorded. */
  readonly selectors: readonly EventSelector[];
}

export interface EventSelector {
  readonly name: string;
  readonly fields: readonly FieldSelector[];
}

/** With one of the two. */
export interface FieldSelector {
  readonly field: string;
  readonly equals?: readonly string[];
  readonly notStartsWith?: readonly string[];
}

export function organizationTrail(facts: LogArchiveFacts & Pick<Facts, 'dataEvents'>): OrganizationTrail {
  const { trailBucket, keyAliasArn, trailArn } = logArchiveNames(facts);
  return {
    name: trailName,
    arn: trailArn,
    bucket: trailBucket,
    key: keyAliasArn,
    settings: {
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
    },
    selectors: [
      { name: 'Management', fields: [{ field: 'eventCategory', equals: ['Management'] }] },
      ...(facts.dataEvents ?? []).map((dataEvents) => dataSelector(dataEvents, facts)),
    ],
  };
}

function dataSelector({ resourceType, eventNames }: DataEvents, facts: LogArchiveFacts): EventSelector {
  return {
    name: resourceType,
    fields: [
      { field: 'eventCategory', equals: ['Data'] },
      { field: 'resources.type', equals: [resourceType] },
      { field: 'eventName', equals: eventNames },
      // Each file of logs would be an event, in the next file of logs, without end. Access logs record these instead.
      ...(resourceType === 'AWS::S3::Object' ? [{ field: 'resources.ARN', notStartsWith: archiveArns(facts) }] : []),
    ],
  };
}

function archiveArns({ partition, logArchiveAccount }: LogArchiveFacts): readonly string[] {
  return [...Object.values(bucketPrefixes), queryResultPrefix].map(
    (prefix) => `arn:${partition}:s3:::${prefix}${logArchiveAccount}-`,
  );
}
