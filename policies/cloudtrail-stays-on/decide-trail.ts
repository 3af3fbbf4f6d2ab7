import type { AdvancedEventSelector, EventSelector } from '@aws-sdk/client-cloudtrail';
import type { Facts } from '../../lib/model/facts';
import type { Decision } from '../../lib/model/guardrail';
import { type OrganizationTrail, organizationTrail } from '../../lib/model/organization-trail';
import { sameJson } from '../../lib/model/same-json';

/** As the API spells them; a key prefix that is not there is empty. */
export interface TrailSettings {
  readonly S3BucketName: string;
  readonly S3KeyPrefix: string;
  readonly KmsKeyId: string;
  readonly IsOrganizationTrail: boolean;
  readonly IsMultiRegionTrail: boolean;
  readonly IncludeGlobalServiceEvents: boolean;
  readonly EnableLogFileValidation: boolean;
}

export interface Selectors {
  readonly EventSelectors: readonly EventSelector[];
  readonly AdvancedEventSelectors: readonly AdvancedEventSelector[];
}

export interface TrailState {
  readonly kind: 'trail';
  /** Whether the organization lets CloudTrail into its accounts. */
  readonly trusted: boolean;
  /** Undefined when it is gone. */
  readonly trail?: {
    readonly logging: boolean;
    readonly deliveryError?: string;
    readonly settings: TrailSettings;
    readonly selectors: Selectors;
  };
}

export interface TrailChange {
  readonly kind: 'trail';
  readonly create: boolean;
  readonly trust: boolean;
  readonly start: boolean;
  readonly settings?: TrailSettings;
  readonly selectors?: Selectors;
}

export function decideTrail({ trusted, trail }: TrailState, facts: Facts): Decision<TrailChange> {
  const wanted = organizationTrail(facts);
  if (!wanted) return decideTrust(trusted);
  const settings = settingsOf(wanted);
  const wrong = trail ? wrongSettings(trail.settings, settings, wanted.key) : [];
  const unrecorded = trail ? missingSelectors(trail.selectors, wanted) : wanted.selectors;
  const problems = [
    ...(trusted ? [] : ['the organization does not let CloudTrail in']),
    ...(trail ? [] : ['it is gone']),
    ...(trail && !trail.logging ? ['it does not log'] : []),
    ...wrong.map((name) => `${name} is not as deployed`),
    ...(trail ? unrecorded.map(({ name }) => `it does not record ${name}`) : []),
  ];
  if (problems.length === 0) {
    const error = trail?.deliveryError;
    return error === undefined
      ? { kind: 'leave', because: 'it records and delivers everything' }
      : { kind: 'ask', because: `${wanted.name} cannot deliver (${error}): look at its bucket and its key` };
  }
  const change: TrailChange = {
    kind: 'trail',
    create: !trail,
    trust: !trusted,
    start: !trail?.logging,
    ...((!trail || wrong.length > 0) && { settings }),
    ...(unrecorded.length > 0 && { selectors: { EventSelectors: [], AdvancedEventSelectors: advanced(wanted) } }),
  };
  return { kind: 'plan', change, because: `${wanted.name}: ${problems.join(', ')}` };
}

/** Another trail of the organization records everything, and cannot where CloudTrail is not let in. */
function decideTrust(trusted: boolean): Decision<TrailChange> {
  if (trusted) return { kind: 'leave', because: 'another trail records everything, and ours is not asked for' };
  return {
    kind: 'plan',
    change: { kind: 'trail', create: false, trust: true, start: false },
    because: 'the organization does not let CloudTrail in, which whatever trail records it needs',
  };
}

function wrongSettings(found: TrailSettings, wanted: TrailSettings, alias: string): readonly string[] {
  const names = Object.keys(wanted) as (keyof TrailSettings)[];
  return names.filter((name) =>
    name === 'KmsKeyId' ? !isBehind(alias, found.KmsKeyId) : found[name] !== wanted[name],
  );
}

/** CloudTrail takes an alias and answers with the key behind it, which only its own account can tell: any key there will do. */
function isBehind(alias: string, key: string): boolean {
  const inAccount = alias.slice(0, alias.indexOf(':alias/'));
  return key === alias || key.startsWith(`${inAccount}:key/`);
}

/** What is deployed and not selected. More may be: somebody pays for it and has a reason. */
function missingSelectors(found: Selectors, { selectors }: OrganizationTrail): OrganizationTrail['selectors'] {
  return selectors.filter((selector) => {
    const fields = fieldsOf(selector);
    const isAdvanced = found.AdvancedEventSelectors.some(({ FieldSelectors = [] }) =>
      sameFields(FieldSelectors, fields),
    );
    return !isAdvanced && !(isManagement(selector) && found.EventSelectors.some(recordsAllManagementEvents));
  });
}

function recordsAllManagementEvents(selector: EventSelector): boolean {
  const { ReadWriteType = 'All', IncludeManagementEvents = true, ExcludeManagementEventSources = [] } = selector;
  return ReadWriteType === 'All' && IncludeManagementEvents && ExcludeManagementEventSources.length === 0;
}

const isManagement = ({ fields }: OrganizationTrail['selectors'][number]): boolean =>
  fields.length === 1 && fields[0]?.equals?.join() === 'Management';

const sameFields = (found: readonly object[], wanted: readonly object[]): boolean =>
  found.length === wanted.length && wanted.every((field) => found.some((one) => sameJson(one, field)));

const fieldsOf = ({ fields }: OrganizationTrail['selectors'][number]) =>
  fields.map(({ field, equals, notStartsWith }) => ({
    Field: field,
    ...(equals && { Equals: [...equals] }),
    ...(notStartsWith && { NotStartsWith: [...notStartsWith] }),
  }));

const advanced = ({ selectors }: OrganizationTrail): AdvancedEventSelector[] =>
  selectors.map((selector) => ({ Name: selector.name, FieldSelectors: fieldsOf(selector) }));

/** How the API spells what the landing zone deploys. */
function settingsOf({ bucket, key, settings }: OrganizationTrail): TrailSettings {
  return {
    S3BucketName: bucket,
    S3KeyPrefix: '',
    KmsKeyId: key,
    IsOrganizationTrail: settings.isOrganizationTrail,
    IsMultiRegionTrail: settings.isMultiRegionTrail,
    IncludeGlobalServiceEvents: settings.includeGlobalServiceEvents,
    EnableLogFileValidation: settings.enableLogFileValidation,
  };
}
