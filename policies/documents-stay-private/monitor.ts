import { paginateListDocuments, SSMClient } from '@aws-sdk/client-ssm';
import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { findingOf } from '../../lib/events/finding-of';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [callsTo('ssm', ['ModifyDocumentPermission'])],

  finding(event, facts) {
    const call = apiCallIn(event);
    if (call.ended === 'denied' && Object.keys(call.parameters).length === 0) {
      // Systems Manager does not say what it denied.
      return findingOf(call, [accountItself(event, facts)], `${call.name}, of which the record says no more`);
    }
    const name = textOf(call.parameters.name);
    if (!name) return { kind: 'ignored', because: 'it names no document' };
    const added = items(call.parameters.accountIdsToAdd).map(String);
    if (added.length === 0) return { kind: 'ignored', because: `${name} is shared with nobody more` };
    const who = added.some(isEverybody) ? 'everybody' : added.join(', ');
    return findingOf(call, [documentResource(name, facts.partition, event)], `${name} was shared with ${who}`);
  },

  async *reconcile(session, { partition }) {
    const client = session.client(SSMClient);
    const own = { Filters: [{ Key: 'Owner', Values: ['Self'] }] };
    for await (const { DocumentIdentifiers = [] } of paginateListDocuments({ client, pageSize: 50 }, own)) {
      for (const { Name } of DocumentIdentifiers) if (Name) yield documentResource(Name, partition, session);
    }
  },
});

const isEverybody = (account: string): boolean => account.toLowerCase() === 'all';

/** @param given a name, or an ARN that ends in it */
function documentResource(given: string, partition: string, { account, region }: Pick<Resource, 'account' | 'region'>) {
  const id = given.slice(given.lastIndexOf('/') + 1);
  const arn = `arn:${partition}:ssm:${region}:${account}:document/${id}`;
  return { type: 'AWS::SSM::Document', id, arn, account, region };
}
