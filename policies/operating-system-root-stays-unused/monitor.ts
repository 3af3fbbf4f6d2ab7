import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { ec2Instance } from '../../lib/events/ec2-instance';
import { findingOf } from '../../lib/events/finding-of';
import { madeByStack } from '../../lib/events/own-deployment';
import { defineMonitor } from '../../lib/model/guardrail';
import { rootLoginAlarm, signInsLogGroup } from '../../lib/model/root-logins';
import { instancesIn } from '../../lib/remediation/instances-in';
import { rootLogins } from './root-logins';
import { heardOf, signInsOf } from './sign-ins';
import { signsIn } from './signs-in';

const alarm = 'CloudWatch Alarm State Change';
/** A machine that is silent stays so for days: one look a day finds it, and tells of it once. */
const hourOfLook = 7;

export const monitor = defineMonitor({
  patterns: [
    {
      source: ['aws.cloudwatch'],
      'detail-type': [alarm],
      detail: { alarmName: [rootLoginAlarm], state: { value: ['ALARM'] } },
    },
    callsTo('logs', ['DeleteMetricFilter', 'PutMetricFilter']),
  ],

  finding(event, facts) {
    if (event['detail-type'] === alarm) {
      const { alarmName, state } = event.detail;
      const isOurs = alarmName === rootLoginAlarm && valuesOf(state).value === 'ALARM';
      if (!isOurs) return { kind: 'ignored', because: "somebody else's alarm" };
      return { kind: 'finding', resources: [signInsOf(event, facts)], because: 'somebody became root on a machine' };
    }
    const call = apiCallIn(event);
    if (call.ended === 'denied') return findingOf(call, [accountItself(event, facts)], `somebody tried ${call.name}`);
    if (call.parameters.logGroupName !== signInsLogGroup) {
      return { kind: 'ignored', because: `${call.name || 'it'} of another log group` };
    }
    if (madeByStack(event)) return { kind: 'ignored', because: 'a stack changed what it made' };
    return findingOf(call, [accountItself(event, facts)], `${call.name}: nobody may hear of root any more`);
  },

  /** Whether somebody became root and the alarm was lost; once a day, which machines say nothing. */
  async *reconcile(session, facts) {
    const { logins, isThere } = await rootLogins(session);
    if (!isThere) return;
    if (logins.length > 0) yield signInsOf(session, facts);
    if (new Date().getUTCHours() !== hourOfLook) return;
    const heard = await heardOf(session);
    for await (const found of instancesIn(session)) {
      const { InstanceId = '' } = found;
      if (signsIn(found, new Date()) && !heard.has(InstanceId)) yield ec2Instance(InstanceId, facts.partition, session);
    }
  },
});
