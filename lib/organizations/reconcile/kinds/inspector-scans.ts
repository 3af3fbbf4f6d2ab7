import {
  type AccountState,
  BatchGetAccountStatusCommand,
  EnableCommand,
  Inspector2Client,
  type ResourceScanType,
} from '@aws-sdk/client-inspector2';
import type { InspectorScan } from '../../../model/services';
import { defineKind, type Place, request, type Scene, type Step } from '../kind';
import { openAccounts, securityPlaces } from '../places';
import { inspectorOffice } from './inspector-administrator';
import { inspectorMembers } from './inspector-organization';

interface Batch {
  readonly security: Place;
  readonly accounts: readonly string[];
}

/** Inspector answers about this many accounts at a time. */
const batchSize = 100;

const scanTypes: Readonly<Record<InspectorScan, ResourceScanType>> = {
  ec2: 'EC2',
  ecr: 'ECR',
  lambda: 'LAMBDA',
  'lambda-code': 'LAMBDA_CODE',
};

/** Scans in the accounts there are: what is on for new accounts says nothing about them. */
export const inspectorScans = defineKind<Batch, readonly AccountState[]>({
  id: 'inspector-scans',
  items: (scene) => securityPlaces(scene, 'inspector').flatMap((place) => batches(place, scene)),
  place: ({ security }) => security,
  needs: ({ security: { region } }) => [inspectorOffice(region), inspectorMembers(region)],
  nothing: [],
  read: async ({ security, accounts }, { call, in: session }) => {
    const { accounts: states = [] } = await call('BatchGetAccountStatus', () =>
      session(security)
        .client(Inspector2Client)
        .send(new BatchGetAccountStatusCommand({ accountIds: [...accounts] })),
    );
    return states;
  },
  steps: (
    { security, accounts },
    states,
    {
      settings: {
        services: { inspector },
      },
    },
  ) => {
    const byTypes = new Map<string, string[]>();
    for (const account of accounts) {
      const state = states.find(({ accountId }) => accountId === account);
      const missing = (inspector?.scans ?? []).filter((scan) => !isOn(state, scan)).map((scan) => scanTypes[scan]);
      if (missing.length === 0) continue;
      const key = missing.join(' ');
      byTypes.set(key, [...(byTypes.get(key) ?? []), account]);
    }
    return [...byTypes].map(([types, missing]) => enable(missing, types.split(' ') as ResourceScanType[], security));
  },
  permissions: ({ services: { inspector } }) =>
    inspector ? { security: ['inspector2:BatchGetAccountStatus', 'inspector2:Enable'] } : {},
});

function batches(security: Place, scene: Scene): readonly Batch[] {
  const ids = openAccounts(scene).map(({ id }) => id);
  return Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, index) => {
    return { security, accounts: ids.slice(index * batchSize, (index + 1) * batchSize) };
  });
}

function isOn(state: AccountState | undefined, scan: InspectorScan): boolean {
  const { status } = state?.resourceState?.[scan === 'lambda-code' ? 'lambdaCode' : scan] ?? {};
  return status === 'ENABLED' || status === 'ENABLING';
}

function enable(accountIds: string[], resourceTypes: ResourceScanType[], security: Place): Step {
  const whose = accountIds.length === 1 ? `account ${accountIds[0]}` : `${accountIds.length} accounts`;
  return request({
    says: `scan ${resourceTypes.join(', ')} of ${whose} in ${security.region}`,
    place: security,
    operation: 'Enable',
    send: (session) => session.client(Inspector2Client).send(new EnableCommand({ accountIds, resourceTypes })),
  });
}
