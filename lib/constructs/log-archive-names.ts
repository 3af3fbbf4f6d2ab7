import { type AccountId, accountWithRole, type Organization } from '../model/organization';
import { trailName } from '../model/platform';

/** Names that the log archive and those who write to it agree on before either exists. */
export interface LogArchiveNames {
  readonly trailBucket: string;
  readonly accessLogBucket: string;
  readonly keyAlias: string;
  /** CloudTrail takes a key by alias, whose ARN is known before the key is. */
  readonly keyAliasArn: string;
  readonly trailArn: string;
}

export function logArchiveNames(organization: Organization): LogArchiveNames {
  const { partition, homeRegion } = organization;
  const account = idOf(organization, 'log-archive');
  const keyAlias = 'breakwater-logs';
  return {
    trailBucket: `breakwater-trail-${account}-${homeRegion}`,
    accessLogBucket: `breakwater-access-logs-${account}-${homeRegion}`,
    keyAlias,
    keyAliasArn: `arn:${partition}:kms:${homeRegion}:${account}:alias/${keyAlias}`,
    trailArn: `arn:${partition}:cloudtrail:${homeRegion}:${idOf(organization, 'management')}:trail/${trailName}`,
  };
}

function idOf(organization: Organization, role: 'log-archive' | 'management'): AccountId {
  return String(accountWithRole(organization, role).id);
}
