import type { Facts } from './facts';
import type { DataEvents } from './guardrail';
import { type LogArchiveFacts, logArchiveNames } from './log-archive';
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
  readonly fields: readonly { readonly field: string; readonly equals: readonly string[] }[];
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
      ...(facts.dataEvents ?? []).map(dataSelector),
    ],
  };
}

const dataSelector = ({ resourceType, eventNames }: DataEvents): EventSelector => ({
  name: resourceType,
  fields: [
    { field: 'eventCategory', equals: ['Data'] },
    { field: 'resources.type', equals: [resourceType] },
    { field: 'eventName', equals: eventNames },
  ],
});
