import { policyTypes } from '../../lib/model/control';
import { isSettled, settledPoliciesIn, settledPoliciesMetadata } from '../../lib/model/settled-policy';
import { composePolicies } from '../../lib/policy/compose';
import { guardrail, organization } from './organization';

const types = policyTypes.filter((type) => !['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'].includes(type));

it('every management policy type is composed', () => {
  const parts = types.map((policy) => ({ policy, content: { x: { '@@assign': 'y' } } }) as never);
  const documents = composePolicies(organization, [guardrail('all', parts)]);
  expect(documents.map(({ type }) => type)).toEqual(types);
  expect(documents.filter(isSettled).map(({ type }) => type)).toEqual(['GUARDDUTY_POLICY', 'SECURITYHUB_CSPM_POLICY']);
});

it('what a template tells is read back', () => {
  const policy = { type: 'GUARDDUTY_POLICY', name: 'n', description: 'd', content: {}, targets: ['root'] } as const;
  expect(settledPoliciesIn({ Metadata: settledPoliciesMetadata([policy]) as never })).toEqual([policy]);
  expect(settledPoliciesIn({})).toEqual([]);
});

it.each([
  ['no list', {}],
  ['another type', [{ type: 'TAG_POLICY', name: 'n', description: 'd', content: {}, targets: [] }]],
  ['no content', [{ type: 'GUARDDUTY_POLICY', name: 'n', description: 'd', targets: [] }]],
])('metadata with %s is refused', (_, value) => {
  expect(() => settledPoliciesIn({ Metadata: { 'Breakwater::Policies': value as never } })).toThrow('synthesize again');
});
