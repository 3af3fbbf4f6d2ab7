import { textOf, valuesOf } from '../events/api-call';
import { items } from '../events/cloudtrail-record';
import { guardDutySeverities } from '../events/guard-duty-severities';
import type { EventBridgeEvent } from '../model/finding';
import { type FindingLevel, findingLevels } from '../model/services';

/** What a security service found, as a person is told of it. */
export interface ServiceFinding {
  readonly service: string;
  readonly id: string;
  readonly level: FindingLevel;
  readonly title: string;
  readonly description?: string;
  readonly account: string;
  readonly region: string;
  readonly resource?: string;
}

type Detail = EventBridgeEvent['detail'];
type Read = Omit<ServiceFinding, 'account' | 'region'> & Partial<Pick<ServiceFinding, 'account' | 'region'>>;

/** By the event's source: each service has words of its own. */
const readers: Readonly<Record<string, (detail: Detail) => readonly Read[]>> = {
  // Its titles name what they are about.
  'aws.guardduty': ({ id, severity, title, description, accountId, region }) => [
    {
      service: 'GuardDuty',
      id: text(id),
      level: findingLevels.findLast((level) => Number(severity) >= guardDutySeverities[level]) ?? 'low',
      title: text(title),
      description: textOf(description),
      account: textOf(accountId),
      region: textOf(region),
    },
  ],
  'aws.macie': ({ id, severity, title, description, accountId, region, resourcesAffected }) => [
    {
      service: 'Macie',
      id: text(id),
      level: levelCalled(valuesOf(severity).description),
      title: text(title),
      description: textOf(description),
      account: textOf(accountId),
      region: textOf(region),
      resource: textOf(valuesOf(valuesOf(resourcesAffected).s3Bucket).arn),
    },
  ],
  'aws.access-analyzer': ({ id, resource, isPublic, accountId, region }) => [
    {
      service: 'Access Analyzer',
      id: text(id),
      level: isPublic === true ? 'high' : 'medium',
      title: `${isPublic === true ? 'Anybody' : 'Somebody outside the organization'} can reach ${text(resource)}`,
      account: textOf(accountId),
      region: textOf(region),
      resource: textOf(resource),
    },
  ],
  'aws.inspector2': ({ findingArn, severity, title, description, awsAccountId, resources }) => [
    {
      service: 'Inspector',
      id: text(findingArn),
      level: levelCalled(severity),
      title: text(title),
      description: textOf(description),
      account: textOf(awsAccountId),
      resource: textOf(valuesOf(items(resources)[0]).id),
    },
  ],
  'aws.securityhub': ({ findings }) =>
    items(findings)
      .map(valuesOf)
      .map(({ Id, Severity, Title, Description, AwsAccountId, Region, Resources }) => ({
        service: 'Security Hub',
        id: text(Id),
        level: levelCalled(valuesOf(Severity).Label),
        title: text(Title),
        description: textOf(Description),
        account: textOf(AwsAccountId),
        region: textOf(Region),
        resource: textOf(valuesOf(items(Resources)[0]).Id),
      })),
};

/** Empty where no security service found anything. */
export function serviceFindingsOf({ source = '', ...event }: EventBridgeEvent): readonly ServiceFinding[] {
  const read = readers[source]?.(event.detail) ?? [];
  // The event's own place is the administrator's.
  return read
    .filter(({ id }) => id !== '')
    .map((finding) => ({
      ...finding,
      account: finding.account ?? event.account,
      region: finding.region ?? event.region,
    }));
}

function text(value: unknown): string {
  return textOf(value) ?? '';
}

function levelCalled(word: unknown): FindingLevel {
  return findingLevels.find((level) => level === text(word).toLowerCase()) ?? 'low';
}
