import {
  CloudTrailClient,
  CreateTrailCommand,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
  paginateListAWSServiceAccessForOrganization,
} from '@aws-sdk/client-organizations';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { trailName } from '../../lib/model/platform';
import type { Selectors, TrailChange, TrailSettings, TrailState } from './decide-trail';

const ServicePrincipal = 'cloudtrail.amazonaws.com';

export async function readTrail(session: Session): Promise<TrailState> {
  const trusted = await isTrusted(session);
  const client = session.client(CloudTrailClient);
  try {
    const { Trail = {} } = await client.send(new GetTrailCommand({ Name: trailName }));
    const [status, { EventSelectors = [], AdvancedEventSelectors = [] }] = await Promise.all([
      client.send(new GetTrailStatusCommand({ Name: trailName })),
      client.send(new GetEventSelectorsCommand({ TrailName: trailName })),
    ]);
    return {
      kind: 'trail',
      trusted,
      trail: {
        logging: status.IsLogging === true,
        ...(status.LatestDeliveryError && { deliveryError: status.LatestDeliveryError }),
        settings: {
          S3BucketName: Trail.S3BucketName ?? '',
          S3KeyPrefix: Trail.S3KeyPrefix ?? '',
          KmsKeyId: Trail.KmsKeyId ?? '',
          IsOrganizationTrail: Trail.IsOrganizationTrail === true,
          IsMultiRegionTrail: Trail.IsMultiRegionTrail === true,
          IncludeGlobalServiceEvents: Trail.IncludeGlobalServiceEvents === true,
          EnableLogFileValidation: Trail.LogFileValidationEnabled === true,
        },
        selectors: { EventSelectors, AdvancedEventSelectors },
      },
    };
  } catch (error) {
    if (isNamed(error, 'TrailNotFoundException')) return { kind: 'trail', trusted };
    throw error;
  }
}

/** Logging comes first: every second without it is lost for good. */
export async function applyTrail({ trust, start, settings, selectors, create }: TrailChange, session: Session) {
  const client = session.client(CloudTrailClient);
  if (trust) await session.client(OrganizationsClient).send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  if (start && !create) await client.send(new StartLoggingCommand({ Name: trailName }));
  if (settings) await put(settings, create, client);
  if (selectors) await putSelectors(selectors, client);
  if (start && create) await client.send(new StartLoggingCommand({ Name: trailName }));
}

/** A trail that was made again only stops, and CloudTrail stays let in: nobody deletes a trail, not even to undo. */
export async function undoTrail(before: TrailState, change: TrailChange, session: Session): Promise<void> {
  const client = session.client(CloudTrailClient);
  const { trail } = before;
  if (change.settings && trail) await put(trail.settings, false, client);
  if (change.selectors && trail) await putSelectors(trail.selectors, client);
  if (change.start) await client.send(new StopLoggingCommand({ Name: trailName }));
}

async function put({ S3KeyPrefix, ...settings }: TrailSettings, create: boolean, client: CloudTrailClient) {
  if (!create) {
    // The empty text takes a prefix away.
    await client.send(new UpdateTrailCommand({ Name: trailName, ...settings, S3KeyPrefix }));
    return;
  }
  try {
    await client.send(new CreateTrailCommand({ Name: trailName, ...settings, ...(S3KeyPrefix && { S3KeyPrefix }) }));
  } catch (error) {
    if (!isNamed(error, 'TrailAlreadyExistsException')) throw error;
  }
}

// CloudTrail takes one kind of selectors or the other.
async function putSelectors({ EventSelectors, AdvancedEventSelectors }: Selectors, client: CloudTrailClient) {
  const advanced = AdvancedEventSelectors.length > 0;
  await client.send(
    new PutEventSelectorsCommand({
      TrailName: trailName,
      ...(advanced
        ? { AdvancedEventSelectors: [...AdvancedEventSelectors] }
        : { EventSelectors: EventSelectors.length > 0 ? [...EventSelectors] : [{}] }),
    }),
  );
}

async function isTrusted(session: Session): Promise<boolean> {
  const pages = paginateListAWSServiceAccessForOrganization({ client: session.client(OrganizationsClient) }, {});
  for await (const { EnabledServicePrincipals = [] } of pages) {
    if (EnabledServicePrincipals.some((one) => one.ServicePrincipal === ServicePrincipal)) return true;
  }
  return false;
}
