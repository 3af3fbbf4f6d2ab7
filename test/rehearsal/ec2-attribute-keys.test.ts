import { attributeKeys } from '../../lib/rehearsal/recorder/ec2-attribute-keys';

test.each([
  {
    name: 'ModifyInstanceMetadataOptions',
    input: {
      InstanceId: 'i-1',
      DryRun: true,
      HttpTokens: 'optional',
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: undefined,
    },
    keys: { 'ec2:Attribute/HttpTokens': 'optional', 'ec2:Attribute/HttpPutResponseHopLimit': '2' },
  },
  {
    name: 'ModifyInstanceMetadataDefaults',
    input: { HttpTokens: 'required' },
    keys: { 'ec2:Attribute/HttpTokens': 'required' },
  },
  {
    name: 'ModifyInstanceAttribute',
    input: { InstanceId: 'i-1', InstanceType: { Value: 'p3.2xlarge' } },
    keys: { 'ec2:Attribute': 'InstanceType', 'ec2:Attribute/InstanceType': 'p3.2xlarge' },
  },
  {
    name: 'ModifyInstanceAttribute',
    input: { InstanceId: 'i-1', UserData: { Value: new Uint8Array([1]) } },
    keys: { 'ec2:Attribute': 'UserData' },
  },
  { name: 'ModifyInstanceAttribute', input: { InstanceId: 'i-1', Attribute: 'userData', Value: 'x' }, keys: {} },
  { name: 'RunInstances', input: { InstanceType: 't3.micro' }, keys: {} },
])('$name of $input', ({ name, input, keys }) => {
  expect(attributeKeys({ model: { name }, input } as never)).toEqual(keys);
});
