import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { nonComplianceIn } from '../../lib/events/config-compliance';
import { ec2Instance } from '../../lib/events/ec2-instance';
import { findingOf } from '../../lib/events/finding-of';
import { madeByStack } from '../../lib/events/own-deployment';
import { defineMonitor } from '../../lib/model/guardrail';
import { instancesIn } from '../../lib/remediation/instances-in';
import { oldEnough } from './old-enough';
import { isPatched, managedIn, patchStatesOf } from './systems-manager';

const unmanaging = [
  'DeletePatchBaseline',
  'DeregisterManagedInstance',
  'DeregisterPatchBaselineForPatchGroup',
  'RegisterDefaultPatchBaseline',
];
const settings = ['ResetServiceSetting', 'UpdateServiceSetting'];
/** Patches are a matter of days: one look a day finds what no event told, and tells of it once. */
const hourOfLook = 6;

export const monitor = defineMonitor({
  patterns: [
    {
      source: ['aws.ssm'],
      'detail-type': ['Configuration Compliance State Change'],
      detail: { 'compliance-type': ['Patch'], 'compliance-status': ['non_compliant'] },
    },
    callsTo('ssm', [...unmanaging, ...settings]),
  ],
  configRules: [
    { identifier: 'EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK', resourceTypes: ['AWS::SSM::PatchCompliance'] },
  ],

  finding(event, facts) {
    const hint = event.detail['compliance-type'] === 'Patch' ? event.detail['resource-id'] : nonComplianceIn(event)?.id;
    // Config names the instance inside an id of its own.
    const id = /m?i-[0-9a-z]+$/.exec(textOf(hint) ?? '')?.[0];
    if (id !== undefined) {
      const resources = [ec2Instance(id, facts.partition, event)];
      return { kind: 'finding', resources, because: `${id} lacks patches` };
    }
    const call = apiCallIn(event);
    const isAboutManaging = String(call.parameters.settingId ?? '').includes('/managed-instance/');
    // Denied calls come without parameters; a setting that was tried may be any.
    const isHarm =
      unmanaging.includes(call.name) || (settings.includes(call.name) && (isAboutManaging || call.ended === 'denied'));
    if (!isHarm) return { kind: 'ignored', because: `${call.name || 'it'} that leaves instances managed` };
    if (madeByStack(event)) return { kind: 'ignored', because: 'a stack changed what it made' };
    return findingOf(call, [accountItself(event, facts)], `${call.name}: instances may be patched no more`);
  },

  /** Instances that report nothing, and those that report missing patches. */
  async *reconcile(session, { partition }) {
    if (new Date().getUTCHours() !== hourOfLook) return;
    const managed = await managedIn(session);
    for await (const found of instancesIn(session)) {
      const { InstanceId = '' } = found;
      if (oldEnough(found, new Date()) && !managed.has(InstanceId)) yield ec2Instance(InstanceId, partition, session);
    }
    for await (const [id, state] of patchStatesOf([...managed], session)) {
      if (!isPatched(state)) yield ec2Instance(id, partition, session);
    }
  },
});
