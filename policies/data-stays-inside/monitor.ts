import { paginateDescribeDataSharesForProducer, RedshiftClient } from '@aws-sdk/client-redshift';
import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Finding, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { isOther, organizationIn } from './receiver';
import { dataShare, grant, producerOf } from './resource';

// Ways of sharing data that are no policies.
export const monitor = defineMonitor({
  patterns: [
    callsTo('redshift', ['AssociateDataShareConsumer', 'AuthorizeDataShare']),
    callsTo('lakeformation', ['BatchGrantPermissions', 'GrantPermissions', 'PutDataLakeSettings']),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    if (call.ended === 'denied' && Object.keys(call.parameters).length === 0) {
      return findingOf(call, [accountItself(event, facts)], `${call.name}, of which the record says no more`);
    }
    const arn = textOf(call.parameters.dataShareArn);
    switch (call.name) {
      case 'AuthorizeDataShare':
        return given(call, arn, event, facts);
      case 'AssociateDataShareConsumer': {
        if (!arn || producerOf(arn) === event.account) return ignored("it is a share of the account's own");
        return findingOf(call, [dataShare(arn, event)], `data of ${producerOf(arn)} is taken part in`);
      }
      case 'BatchGrantPermissions':
      case 'GrantPermissions':
      case 'PutDataLakeSettings':
        return granted(call, event, facts);
      default:
        return ignored(`${call.name || 'it'} that shares no data`);
    }
  },

  async *reconcile(session) {
    const client = session.client(RedshiftClient);
    for await (const { DataShares = [] } of paginateDescribeDataSharesForProducer({ client }, {})) {
      for (const { DataShareArn: arn, DataShareAssociations: consumers = [] } of DataShares) {
        const others = consumers.filter(({ ConsumerIdentifier: id }) => id && isOther(id, session.account));
        if (arn && others.length > 0) yield dataShare(arn, session);
      }
    }
  },
});

function given(
  { parameters, ...call }: ApiCall,
  arn: string | undefined,
  event: EventBridgeEvent,
  facts: Facts,
): Finding {
  const consumer = textOf(parameters.consumerIdentifier) ?? 'somebody';
  if (consumer !== 'somebody' && !isOther(consumer, event.account)) return ignored('the account shares with itself');
  const resource: Resource = arn ? dataShare(arn, event) : accountItself(event, facts);
  return findingOf(call, [resource], `data of a warehouse is shared with ${consumer}`);
}

function granted(
  { parameters, ...call }: ApiCall,
  event: EventBridgeEvent,
  { partition, organization }: Facts,
): Finding {
  const receivers = receiversIn(parameters);
  const others = [...new Set(receivers)].filter(
    (receiver) => isOther(receiver, event.account) && organizationIn(receiver) !== organization,
  );
  if (others.length === 0) return ignored("it is for the account's own");
  const resources = others.map((receiver) => grant(receiver, partition, event));
  return findingOf(call, resources, `data of a lake is granted to ${others.join(', ')}`);
}

/** Wherever the parameters name somebody: a grant, a batch of them, the settings of a lake. */
function receiversIn(value: unknown): readonly string[] {
  const { dataLakePrincipalIdentifier, ...others } = valuesOf(value);
  const parts = Array.isArray(value) ? value : Object.values(others);
  return [textOf(dataLakePrincipalIdentifier) ?? [], parts.flatMap(receiversIn)].flat();
}

const ignored = (because: string): Finding => ({ kind: 'ignored', because });
