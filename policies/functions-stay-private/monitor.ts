import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { callersFor, wholePolicies } from './callers';
import { functionResource, layerResource } from './subject';

export const monitor = defineMonitor({
  patterns: [
    callsTo('lambda', [
      'AddLayerVersionPermission20181031',
      'AddPermission20150331',
      'AddPermission20150331v2',
      'CreateFunctionUrlConfig',
      'UpdateFunctionUrlConfig',
      ...wholePolicies,
    ]),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const { name, parameters } = call;
    if (call.ended === 'denied' && Object.keys(parameters).length === 0) {
      // Lambda does not say what it denied.
      return findingOf(call, [accountItself(event, facts)], `${name}, of which the record says no more`);
    }
    const layer = textOf(parameters.layerName);
    const given = layer ?? textOf(parameters.functionName) ?? textOf(parameters.resourceArn);
    if (!given) return { kind: 'ignored', because: 'it names neither function nor layer' };
    const who = callersFor(call, event.account, facts.organization);
    if (!who) return { kind: 'ignored', because: `${given}: nobody outside may use it` };
    const subject = layer
      ? layerResource(layer, String(parameters.versionNumber), facts.partition, event)
      : functionResource(given, textOf(parameters.qualifier), facts.partition, event);
    return findingOf(call, [subject], `${subject.id} may be used by ${who}`);
  },

  // Aliases, versions and layers would cost a call each; what most people call is the function itself.
  async *reconcile(session, { partition }) {
    const pages = paginateListFunctions({ client: session.client(LambdaClient) }, {});
    for await (const { Functions = [] } of pages) {
      for (const { FunctionName } of Functions) {
        if (FunctionName) yield functionResource(FunctionName, undefined, partition, session);
      }
    }
  },
});
