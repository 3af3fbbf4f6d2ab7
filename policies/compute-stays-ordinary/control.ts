import type { ControlPart } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { unusualTypes } from './unusual';

// In a sandbox only: elsewhere, whoever trains models has a reason, and is asked for it.
export const control = defineControl((): readonly ControlPart[] => [
  {
    // Starting is denied too, since a stopped instance can be made a larger one.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnusualInstances',
    purposes: ['sandbox'],
    actions: ['ec2:RunInstances', 'ec2:StartInstances'],
    resources: ['arn:aws:ec2:*:*:instance/*'],
    condition: { StringLike: { 'ec2:InstanceType': unusualTypes } },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnusualTraining',
    purposes: ['sandbox'],
    actions: ['sagemaker:Create*'],
    condition: { 'ForAnyValue:StringLike': { 'sagemaker:InstanceTypes': ['ml.p*', 'ml.g*', 'ml.inf*', 'ml.trn*'] } },
  },
  {
    // None of these says what it will run, or for how long it is paid.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyReservingCompute',
    purposes: ['sandbox'],
    actions: [
      'ec2:AllocateHosts',
      'ec2:CreateCapacityReservation*',
      'ec2:Purchase*',
      'ec2:RequestSpotFleet',
      'ec2:RequestSpotInstances',
      'savingsplans:CreateSavingsPlan',
      'servicequotas:RequestServiceQuotaIncrease',
    ],
  },
]);
