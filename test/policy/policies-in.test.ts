import type { JsonObject } from '../../lib/model/json';
import type { Template } from '../../lib/model/template';
import { PolicyError } from '../../lib/policy/evaluate/policy-error';
import { policiesIn } from '../../lib/policy/policies-in';

const content = { Version: '2012-10-17', Statement: [] };
const template = (properties: JsonObject, metadata: JsonObject = {}): Template => ({
  Resources: {
    Unit: { Type: 'AWS::Organizations::OrganizationalUnit' },
    Policy: {
      Type: 'AWS::Organizations::Policy',
      Properties: { Name: 'keep', Type: 'SERVICE_CONTROL_POLICY', Content: content, ...properties },
      Metadata: metadata,
    },
  },
});
const values = { Unit: 'ou-ab12-sandboxx', Prefix: 'ours' };

it('a policy is read with its targets resolved and its statements’ guardrails', () => {
  const properties = { TargetIds: ['r-ab12', { Ref: 'Unit' }] };
  expect(policiesIn(template(properties, { Guardrails: { KeepLogs: 'logs-stay', other: 7 } }), values)).toEqual([
    {
      logicalId: 'Policy',
      name: 'keep',
      type: 'SERVICE_CONTROL_POLICY',
      content,
      targets: ['r-ab12', 'ou-ab12-sandboxx'],
      guardrails: { KeepLogs: 'logs-stay' },
    },
  ]);
});

it.each<readonly [string, JsonObject, JsonObject]>([
  ['an object', { Content: content }, content],
  ['JSON text', { Content: JSON.stringify(content) }, content],
  ['text that CloudFormation puts together', { Content: { 'Fn::Sub': '{"Id":"${Prefix}"}' } }, { Id: 'ours' }],
])('content may be %s', (_title, properties, expected) => {
  expect(policiesIn(template(properties), values)[0]?.content).toEqual(expected);
});

it('a policy without targets is attached nowhere', () => {
  expect(policiesIn(template({}), values)[0]?.targets).toEqual([]);
});

it('a template without policies has none', () => {
  expect(policiesIn({}, {})).toEqual([]);
});

it.each<readonly [string, JsonObject, string]>([
  ['no name', { Name: { Ref: 'Nobody' } }, `Policy: Properties.Name: must be text, got {"Ref":"Nobody"}`],
  ['an unknown type', { Type: 'SCP' }, 'Policy: Properties.Type: must be one of SERVICE_CONTROL_POLICY'],
  ['content that is no JSON', { Content: '{' }, 'Policy: Properties.Content: is not JSON'],
  [
    'content that is a list',
    { Content: '[]' },
    'Policy: Properties.Content: must be an object, or one as JSON text, got []',
  ],
  [
    'an unknown target',
    { TargetIds: [{ Ref: 'Other' }] },
    `Policy: Properties.TargetIds: target {"Ref":"Other"} is not known`,
  ],
])('%s is an error', (_title, properties, message) => {
  const read = () => policiesIn(template(properties), values);
  expect(read).toThrow(PolicyError);
  expect(read).toThrow(message);
});
