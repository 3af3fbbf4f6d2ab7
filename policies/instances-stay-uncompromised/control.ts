import { compromisedTag, released } from '../../lib/model/compromised';
import type { ControlPart } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { evidenceTag } from './marks';

const mark = `aws:ResourceTag/${compromisedTag}`;
const evidence = `aws:ResourceTag/${evidenceTag}`;

// Marking an instance stays allowed to everybody: who sees an intruder should not have to ask.
export const control = defineControl((): readonly ControlPart[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyTouchingCompromised',
    actions: ['ec2:ModifyInstanceAttribute', 'ec2:StartInstances', 'ec2:TerminateInstances'],
    condition: { Null: { [mark]: 'false' }, StringNotEquals: { [mark]: released } },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLosingEvidence',
    actions: ['ec2:DeleteSnapshot', 'ec2:ModifySnapshotAttribute'],
    condition: { Null: { [evidence]: 'false' } },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnmarking',
    actions: ['ec2:DeleteTags'],
    condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': [compromisedTag, evidenceTag] } },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyReleasing',
    actions: ['ec2:CreateTags'],
    condition: { StringEquals: { [`aws:RequestTag/${compromisedTag}`]: released } },
  },
]);
