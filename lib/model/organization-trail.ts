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

type TrailFacts = LogArchiveFacts & Pick<Facts, 'dataEvents' | 'logs'>;

export const managementEvents: EventSelector = {
  name: 'Management',
  fields: [{ field: 'eventCategory', equals: ['Management'] }],
};

/** Undefined where another trail records management events and no guardrail watches data events: there is nothing left for ours. */
export function organizationTrail(facts: TrailFacts): OrganizationTrail | undefined {
  const { trailBucket, keyAliasArn, trailArn } = logArchiveNames(facts);
  const selectors = [
    ...(facts.logs?.trail?.recordedElsewhere ? [] : [managementEvents]),
    ...(facts.dataEvents ?? []).map((dataEvents) => dataSelector(dataEvents, facts)),
  ];
  if (selectors.length === 0) return undefined;
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
    selectors,
  };
}

function dataSelector({ resourceType, eventNames }: DataEvents, facts: TrailFacts): EventSelector {
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

function archiveArns({ partition, logArchiveAccount, logs }: TrailFacts): readonly string[] {
  const { bucket } = logs?.trail?.recordedElsewhere ?? {};
  const ours = [...Object.values(bucketPrefixes), queryResultPrefix].map((prefix) => `${prefix}${logArchiveAccount}-`);
  return [...ours, ...(bucket === undefined ? [] : [`${bucket}/`])].map((start) => `arn:${partition}:s3:::${start}`);
}
