import { EnablePolicyTypeCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import type { PolicyType } from '../../../model/control';
import { defineKind, request } from '../kind';
import { management } from '../places';

/** What the step that enables a type gives. */
export const policiesOf = (type: PolicyType) => `policies of type ${type}`;

/** Types of the policies there are to be. CloudFormation fails to create a policy whose type is not enabled. */
export const policyTypes = defineKind<readonly PolicyType[], readonly PolicyType[]>({
  id: 'policy-types',
  items: ({ settings }) => [settings.policyTypes],
  place: (_, scene) => management(scene),
  nothing: [],
  read: async (_wanted, _hands, { living }) => living.policyTypes,
  steps: (wanted, enabled, scene) =>
    wanted
      .filter((type) => !enabled.includes(type))
      .map((type) =>
        request({
          says: `enable ${policiesOf(type)}`,
          place: management(scene),
          operation: 'EnablePolicyType',
          gives: policiesOf(type),
          alreadySo: ['PolicyTypeAlreadyEnabledException'],
          send: (session) =>
            session
              .client(OrganizationsClient)
              .send(new EnablePolicyTypeCommand({ RootId: scene.living.root, PolicyType: type })),
        }),
      ),
  permissions: () => ({ management: ['organizations:EnablePolicyType'] }),
});
