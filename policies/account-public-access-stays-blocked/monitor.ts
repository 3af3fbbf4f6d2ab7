import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { missingFlags } from '../../lib/policy/public-access-block';

export const monitor = defineMonitor({
  patterns: [callsTo('s3', ['DeleteAccountPublicAccessBlock', 'PutAccountPublicAccessBlock'])],

  finding(event, facts) {
    const call = apiCallIn(event);
    const account = [accountItself(event, facts)];
    if (call.name === 'DeleteAccountPublicAccessBlock') {
      return findingOf(call, account, `${event.account} lost its public access block`);
    }
    const missing = missingFlags(call.parameters.PublicAccessBlockConfiguration);
    if (missing.length === 0) return { kind: 'ignored', because: `${event.account} blocks public access` };
    return findingOf(call, account, `${event.account} got a public access block without ${missing.join(', ')}`);
  },

  // The block is the account's, whatever region is asked, so that one region looks after it.
  async *reconcile(session, { homeRegion, partition }) {
    if (session.region === homeRegion) yield accountItself(session, { partition });
  },
});
