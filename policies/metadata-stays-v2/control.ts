import type { ControlPart } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

const instances = ['arn:aws:ec2:*:*:instance/*'];

const tokensByDefault: ControlPart = {
  policy: 'DECLARATIVE_POLICY_EC2',
  content: { ec2_attributes: { instance_metadata_defaults: { http_tokens: { '@@assign': 'required' } } } },
};

// A launch that says nothing gets the account's default, which the declarative policy sets; only asking for version 1 is denied.
export const control = defineControl((): readonly ControlPart[] => [
  tokensByDefault,
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLaunchWithMetadataV1',
    actions: ['ec2:RunInstances'],
    resources: instances,
    condition: { StringEquals: { 'ec2:MetadataHttpTokens': 'optional' } },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyMetadataV1',
    actions: ['ec2:ModifyInstanceMetadataOptions'],
    resources: instances,
    condition: { StringEquals: { 'ec2:Attribute/HttpTokens': 'optional' } },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyMetadataDefaults',
    actions: ['ec2:ModifyInstanceMetadataDefaults'],
  },
]);
