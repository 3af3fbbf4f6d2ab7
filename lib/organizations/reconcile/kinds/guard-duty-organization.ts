import {
  DescribeOrganizationConfigurationCommand,
  type DescribeOrganizationConfigurationResponse,
  GuardDutyClient,
  type OrganizationFeatureConfiguration,
  type OrganizationFeatureConfigurationResult,
  UpdateOrganizationConfigurationCommand,
  type UpdateOrganizationConfigurationCommandInput,
} from '@aws-sdk/client-guardduty';
import { guardDutyAgents, guardDutyFeatures } from '../../../model/guard-duty-features';
import { defineKind, type Place } from '../kind';
import { securityPlaces } from '../places';
import { guardDutyOffice } from './guard-duty-administrator';
import { detectorIn } from './guard-duty-detector';

type Name = NonNullable<OrganizationFeatureConfiguration['Name']>;
type Living = Pick<DescribeOrganizationConfigurationResponse, 'AutoEnableOrganizationMembers' | 'Features'>;

const known = Object.values(guardDutyFeatures);

/** GuardDuty and its protections in every account, those too that come later. */
export const guardDutyOrganization = defineKind<Place, Living>({
  id: 'guardduty-organization',
  items: (scene) => securityPlaces(scene, 'guardDuty'),
  place: (security) => security,
  needs: ({ region }) => [guardDutyOffice(region)],
  nothing: { Features: known.map((Name) => ({ Name: Name as Name })) },
  read: async (security, hands) => {
    const DetectorId = await detectorIn(security, hands);
    return hands.call('DescribeOrganizationConfiguration', () =>
      hands.in(security).client(GuardDutyClient).send(new DescribeOrganizationConfigurationCommand({ DetectorId })),
    );
  },
  steps: (security, living, { settings }) => {
    const { paused = false, protections = [] } = settings.services.guardDuty ?? {};
    const wanted = new Set(paused ? [] : protections.map((protection) => guardDutyFeatures[protection]));
    const members = paused ? 'NONE' : 'ALL';
    // What a region does not list it does not offer.
    const differing = (living.Features ?? []).flatMap((feature) => differs(feature, wanted));
    if (living.AutoEnableOrganizationMembers === members && differing.length === 0) return [];
    const changed = differing.map(({ Name, AutoEnable }) => `${Name} ${AutoEnable === 'ALL' ? 'on' : 'off'}`);
    const says = paused ? 'give no new account GuardDuty' : 'keep GuardDuty on in every account';
    return [
      {
        says: [`${says} in ${security.region}`, ...changed].join(', '),
        place: security,
        operation: 'UpdateOrganizationConfiguration',
        apply: async (hands) => {
          const input: UpdateOrganizationConfigurationCommandInput = {
            DetectorId: await detectorIn(security, hands),
            AutoEnableOrganizationMembers: members,
            Features: differing,
          };
          await hands.call('UpdateOrganizationConfiguration', () =>
            hands.in(security).client(GuardDutyClient).send(new UpdateOrganizationConfigurationCommand(input)),
          );
        },
      },
    ];
  },
  permissions: ({ services: { guardDuty } }) =>
    guardDuty
      ? {
          security: [
            'guardduty:DescribeOrganizationConfiguration',
            'guardduty:ListDetectors',
            'guardduty:UpdateOrganizationConfiguration',
          ],
        }
      : {},
});

function differs(
  { Name, AutoEnable = 'NONE', AdditionalConfiguration = [] }: OrganizationFeatureConfigurationResult,
  wanted: ReadonlySet<string>,
): readonly OrganizationFeatureConfiguration[] {
  if (!Name || !known.includes(Name)) return [];
  const want = wanted.has(Name) ? 'ALL' : 'NONE';
  const agents = Name === guardDutyFeatures.runtime ? guardDutyAgents : [];
  const isSo = agents.every((agent) => {
    const { AutoEnable: is = 'NONE' } = AdditionalConfiguration.find((one) => one.Name === agent) ?? {};
    return is === want;
  });
  if (AutoEnable === want && isSo) return [];
  if (agents.length === 0) return [{ Name, AutoEnable: want }];
  return [
    { Name, AutoEnable: want, AdditionalConfiguration: agents.map((agent) => ({ Name: agent, AutoEnable: want })) },
  ];
}
