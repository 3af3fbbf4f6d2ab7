import {
  type AwsLogSourceResource,
  CreateDataLakeOrganizationConfigurationCommand,
  GetDataLakeOrganizationConfigurationCommand,
  ListDataLakesCommand,
  SecurityLakeClient,
} from '@aws-sdk/client-securitylake';
import { securityLakeVersion } from '../../../model/services';
import { defineKind, type Hands, type Note, request } from '../kind';
import { unlessMissing } from '../missing';
import { lakePlace } from '../places';
import type { Lake } from '../settings';
import { lakeOffice } from './security-lake-administrator';

interface Living {
  /** Regions where the stack has made no lake yet. */
  readonly without: readonly string[];
  /** What accounts that come later send, by region. */
  readonly collected: Readonly<Record<string, readonly AwsLogSourceResource[]>>;
}

/**
 * Accounts that come later send their logs to the lake too; those there do since its stack. One configuration holds all
 * regions. AWS merges what it is told into what it knows, so it is told the whole.
 */
export const securityLakeOrganization = defineKind<Lake, Living>({
  id: 'security-lake-organization',
  items: ({ settings: { securityLake } }) => (securityLake ? [securityLake] : []),
  place: lakePlace,
  needs: () => [lakeOffice],
  nothing: { without: [], collected: {} },
  read: async (lake, hands) => ({
    without: await regionsWithout(lake, hands),
    collected: await collectedBy(lake, hands),
  }),
  steps: (lake, { without, collected }) => {
    const lakes = lake.regions.filter((region) => !without.includes(region));
    const missingIn = (region: string) => lake.sources.filter((source) => !namesOf(collected[region]).includes(source));
    const lacking = lakes.filter((region) => missingIn(region).length > 0);
    const autoEnableNewAccount = lakes.map((region) => {
      const added = missingIn(region).map((sourceName) => ({ sourceName, sourceVersion: securityLakeVersion }));
      return { region, sources: [...(collected[region] ?? []), ...added] };
    });
    return [
      ...without.map((region) => ({ note: `Security Lake in ${region}: once its stack has made the lake there` })),
      ...(lacking.length === 0
        ? []
        : [
            request({
              says: `collect ${lake.sources.join(', ')} of new accounts in ${lacking.join(', ')}`,
              place: lakePlace(lake),
              operation: 'CreateDataLakeOrganizationConfiguration',
              send: (session) =>
                session
                  .client(SecurityLakeClient)
                  .send(new CreateDataLakeOrganizationConfigurationCommand({ autoEnableNewAccount })),
            }),
          ]),
      ...Object.entries(collected).flatMap(([region, sources]) => leftOver(lake, region, namesOf(sources))),
    ];
  },
  permissions: ({ securityLake }) =>
    securityLake
      ? {
          logArchive: [
            'securitylake:CreateDataLakeOrganizationConfiguration',
            'securitylake:GetDataLakeOrganizationConfiguration',
            'securitylake:ListDataLakes',
            // Security Lake asks for these on the caller's behalf.
            'organizations:DescribeOrganization',
            'organizations:ListAccounts',
            'organizations:ListDelegatedServicesForAccount',
          ],
        }
      : {},
  remedies: { ConflictException: 'Security Lake is still at an earlier change; the next run goes on' },
});

async function regionsWithout(lake: Lake, { call, in: session }: Hands): Promise<readonly string[]> {
  const client = session(lakePlace(lake)).client(SecurityLakeClient);
  const answer = await unlessMissing(
    call('ListDataLakes', () => client.send(new ListDataLakesCommand({ regions: [...lake.regions] }))),
    'ResourceNotFoundException',
  );
  const made = (answer?.dataLakes ?? []).filter(({ createStatus }) => createStatus === 'COMPLETED');
  return lake.regions.filter((region) => !made.some((one) => one.region === region));
}

async function collectedBy(lake: Lake, { call, in: session }: Hands): Promise<Living['collected']> {
  const client = session(lakePlace(lake)).client(SecurityLakeClient);
  const answer = await unlessMissing(
    call('GetDataLakeOrganizationConfiguration', () =>
      client.send(new GetDataLakeOrganizationConfigurationCommand({})),
    ),
    'ResourceNotFoundException',
  );
  const configurations = answer?.autoEnableNewAccount ?? [];
  return Object.fromEntries(configurations.map(({ region, sources = [] }) => [region, sources]));
}

function leftOver({ regions, sources }: Lake, region: string, collected: readonly string[]): readonly Note[] {
  const wanted: readonly string[] = regions.includes(region) ? sources : [];
  const others = collected.filter((source) => !wanted.includes(source));
  if (others.length === 0) return [];
  const what = `${others.join(', ')} of new accounts in ${region}`;
  return [{ note: `Security Lake still collects ${what}, and nothing here asks for it; take that away by hand` }];
}

function namesOf(sources: readonly AwsLogSourceResource[] = []): readonly string[] {
  return sources.flatMap(({ sourceName }) => sourceName ?? []);
}
