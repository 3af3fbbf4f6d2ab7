import { GuardDutyClient, ListMembersCommand, StopMonitoringMembersCommand } from '@aws-sdk/client-guardduty';
import { allPages } from '../../calls/all-pages';
import { defineKind, type Place, type Step } from '../kind';
import { securityPlaces } from '../places';
import { guardDutyOffice } from './guard-duty-administrator';
import { detectorIn } from './guard-duty-detector';

/** GuardDuty stops this many members at a time. */
const batchSize = 50;

/** Members that go on watching while GuardDuty is paused. They begin again with the organization's configuration. */
export const guardDutyMembers = defineKind<Place, readonly string[]>({
  id: 'guardduty-members',
  items: (scene) => (scene.settings.services.guardDuty?.paused ? securityPlaces(scene, 'guardDuty') : []),
  place: (security) => security,
  needs: ({ region }) => [guardDutyOffice(region)],
  nothing: [],
  read: async (security, hands) => {
    const DetectorId = await detectorIn(security, hands);
    const client = hands.in(security).client(GuardDutyClient);
    const members = await allPages(
      (NextToken) => hands.call('ListMembers', () => client.send(new ListMembersCommand({ DetectorId, NextToken }))),
      (page) => page.Members,
    );
    const watching = members.filter(({ RelationshipStatus }) => RelationshipStatus === 'Enabled');
    return watching.flatMap(({ AccountId }) => AccountId ?? []);
  },
  steps: (security, watching) =>
    Array.from({ length: Math.ceil(watching.length / batchSize) }, (_, index) =>
      stop(watching.slice(index * batchSize, (index + 1) * batchSize), security),
    ),
  permissions: ({ services: { guardDuty } }) =>
    guardDuty?.paused
      ? { security: ['guardduty:ListDetectors', 'guardduty:ListMembers', 'guardduty:StopMonitoringMembers'] }
      : {},
});

function stop(AccountIds: string[], security: Place): Step {
  return {
    says: `pause GuardDuty in ${AccountIds.length === 1 ? `account ${AccountIds[0]}` : `${AccountIds.length} accounts`} in ${security.region}`,
    place: security,
    operation: 'StopMonitoringMembers',
    apply: async (hands) => {
      const DetectorId = await detectorIn(security, hands);
      const client = hands.in(security).client(GuardDutyClient);
      await hands.call('StopMonitoringMembers', () =>
        client.send(new StopMonitoringMembersCommand({ DetectorId, AccountIds })),
      );
    },
  };
}
