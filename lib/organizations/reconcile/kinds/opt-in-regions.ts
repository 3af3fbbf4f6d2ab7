import { AccountClient, EnableRegionCommand, ListRegionsCommand, type Region } from '@aws-sdk/client-account';
import { allPages } from '../../calls/all-pages';
import type { LivingAccount } from '../../living';
import { defineKind, type Outcome, request } from '../kind';
import { management, memberId, openAccounts } from '../places';
import { trustIn } from './trusted-access';

/** Governed regions that are off in an account until somebody enables them. Enabling one takes minutes to hours. */
export const optInRegions = defineKind<LivingAccount, readonly Region[]>({
  id: 'opt-in-regions',
  items: (scene) => (scene.settings.optInRegions.length > 0 ? openAccounts(scene) : []),
  place: ({ id }, scene) => ({ ...management(scene), account: id }),
  needs: () => [trustIn('account.amazonaws.com')],
  nothing: [],
  read: async ({ id }, { call, in: session }, scene) => {
    const client = session(management(scene)).client(AccountClient);
    return allPages(
      (NextToken) =>
        call('ListRegions', () => client.send(new ListRegionsCommand({ ...memberId(id, scene), NextToken }))),
      (page) => page.Regions,
    );
  },
  steps: ({ id, name }, living, scene) =>
    scene.settings.optInRegions.flatMap((region): readonly Outcome[] => {
      const { RegionOptStatus: status = 'DISABLED' } = living.find(({ RegionName }) => RegionName === region) ?? {};
      if (status === 'DISABLING')
        return [{ note: `region ${region} of account ${name} is being disabled; the next run goes on` }];
      if (status !== 'DISABLED') return [];
      return [
        request({
          says: `enable region ${region} in account ${name}`,
          place: management(scene),
          operation: 'EnableRegion',
          send: (session) =>
            session.client(AccountClient).send(new EnableRegionCommand({ ...memberId(id, scene), RegionName: region })),
        }),
      ];
    }),
  permissions: ({ optInRegions: wanted }) =>
    wanted.length > 0 ? { management: ['account:EnableRegion', 'account:ListRegions'] } : {},
  remedies: {
    ConflictException: 'AWS is still changing regions of the account; the next run goes on',
    ValidationException: 'AWS enables only so many regions at a time; the next run goes on',
  },
});
