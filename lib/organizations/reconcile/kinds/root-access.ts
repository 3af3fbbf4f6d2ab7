import {
  EnableOrganizationsRootCredentialsManagementCommand,
  EnableOrganizationsRootSessionsCommand,
  IAMClient,
  ListOrganizationsFeaturesCommand,
} from '@aws-sdk/client-iam';
import type { Session } from '../../../model/guardrail';
import { defineKind, request } from '../kind';
import { globalPlace } from '../places';
import type { RootFeature } from '../settings';
import { trustIn } from './trusted-access';

interface Feature {
  readonly says: string;
  readonly operation: string;
  readonly send: (session: Session) => Promise<unknown>;
}

const features: Readonly<Record<RootFeature, Feature>> = {
  RootCredentialsManagement: {
    says: 'manage root credentials of member accounts centrally',
    operation: 'EnableOrganizationsRootCredentialsManagement',
    send: (session) => session.client(IAMClient).send(new EnableOrganizationsRootCredentialsManagementCommand({})),
  },
  RootSessions: {
    says: 'allow short root sessions in member accounts from the management account',
    operation: 'EnableOrganizationsRootSessions',
    send: (session) => session.client(IAMClient).send(new EnableOrganizationsRootSessionsCommand({})),
  },
};

/** Root users of member accounts, in the hands of the management account: new accounts have no root password at all. */
export const rootAccess = defineKind<readonly RootFeature[], readonly string[]>({
  id: 'root-access',
  items: ({ settings }) => (settings.rootFeatures.length > 0 ? [settings.rootFeatures] : []),
  place: (_, scene) => globalPlace(scene),
  needs: () => [trustIn('iam.amazonaws.com')],
  nothing: [],
  read: async (_, { call, in: session }, scene) => {
    const client = session(globalPlace(scene)).client(IAMClient);
    const answer = await call('ListOrganizationsFeatures', () => client.send(new ListOrganizationsFeaturesCommand({})));
    return answer.EnabledFeatures ?? [];
  },
  steps: (wanted, enabled, scene) =>
    wanted
      .filter((feature) => !enabled.includes(feature))
      .map((feature) => request({ ...features[feature], place: globalPlace(scene) })),
  permissions: ({ rootFeatures }) => ({
    management:
      rootFeatures.length === 0
        ? []
        : ['iam:ListOrganizationsFeatures', ...rootFeatures.map((feature) => `iam:${features[feature].operation}`)],
  }),
});
