import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  DeleteFunctionConcurrencyCommand,
  GetEventSourceMappingCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { type Change, decide, type State } from './decide';
import { mappingType } from './part-in';
import { ruleOf } from './rule';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'events:DescribeRule',
        'events:DisableRule',
        'events:EnableRule',
        'events:ListTargetsByRule',
        'events:PutRule',
        'events:PutTargets',
        'events:RemoveTargets',
      ],
      resources: ['arn:aws:events:*:*:rule/*breakwater-*'],
    },
    {
      actions: ['events:ListRules'],
      resources: ['*'],
      because: 'listing rules has no resource to name; the hourly look needs it',
    },
    {
      actions: ['iam:PassRole'],
      resources: [
        'arn:aws:iam::*:role/breakwater/breakwater-forwarder-*',
        'arn:aws:iam::*:role/breakwater/breakwater-outpost-*',
      ],
    },
    {
      actions: ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
      resources: ['arn:aws:lambda:*:*:event-source-mapping:*'],
    },
    {
      actions: ['lambda:GetFunctionConcurrency', 'lambda:PutFunctionConcurrency'],
      resources: ['arn:aws:lambda:*:*:function:breakwater-*'],
    },
    {
      actions: ['lambda:DeleteFunctionConcurrency'],
      resources: ['arn:aws:lambda:*:*:function:breakwater-*'],
      because: 'takes away a limit of none, which was only ever set to stop the function',
      deletes: { 'lambda:DeleteFunctionConcurrency': 'lambda:PutFunctionConcurrency' },
    },
  ],

  async read({ type, id }, session) {
    if (type === mappingType) return readMapping(id, session);
    if (type === 'AWS::Events::Rule') return readRule(id, session);
    if (type === 'AWS::Lambda::Function') return readFunction(id, session);
    return { kind: 'other', what: `${type} ${id}` };
  },

  decide: (state, facts) => decide(state, facts),

  async apply(change, session) {
    if (change.kind === 'mapping') return switchMapping(change.id, true, session);
    if (change.kind === 'function') return unlimited(change.name, session);
    const client = session.client(EventBridgeClient);
    const { name, bus: EventBusName, enable, target } = change;
    if (enable === 'ENABLED') await client.send(new EnableRuleCommand({ Name: name, EventBusName }));
    // EnableRule knows one state only; a rule for calls that read is made anew in its own.
    else if (enable) {
      const State = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
      const { reads: EventPattern, description: Description } = enable;
      await client.send(new PutRuleCommand({ Name: name, EventBusName, EventPattern, Description, State }));
    }
    if (target) await client.send(new PutTargetsCommand({ Rule: name, EventBusName, Targets: [target] }));
  },

  async undo(_before, change, session) {
    if (change.kind === 'mapping') return switchMapping(change.id, false, session);
    if (change.kind === 'function') return limited(change.name, change.limit, session);
    const client = session.client(EventBridgeClient);
    const { name, bus: EventBusName, enable, target } = change;
    if (target) await client.send(new RemoveTargetsCommand({ Rule: name, EventBusName, Ids: [target.Id] }));
    if (enable) await client.send(new DisableRuleCommand({ Name: name, EventBusName }));
  },
});

async function readRule(id: string, session: Session): Promise<State> {
  const client = session.client(EventBridgeClient);
  const { name, bus } = ruleOf(id);
  try {
    const rule = await client.send(new DescribeRuleCommand({ Name: name, EventBusName: bus }));
    const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: name, EventBusName: bus }));
    return {
      kind: 'rule',
      where: { account: session.account, region: session.region },
      name,
      ...(bus && { bus }),
      state: rule.State ?? 'ENABLED',
      ...(rule.EventPattern && { pattern: rule.EventPattern }),
      ...(rule.Description && { description: rule.Description }),
      targets: Targets.map(({ Arn }) => Arn ?? ''),
    };
  } catch (error) {
    return gone(id, error);
  }
}

async function readMapping(id: string, session: Session): Promise<State> {
  try {
    const mapping = await session.client(LambdaClient).send(new GetEventSourceMappingCommand({ UUID: id }));
    // Disabling and Disabled alike.
    const enabled = mapping.State?.startsWith('Disabl') !== true;
    return { kind: 'mapping', id, function: mapping.FunctionArn ?? '', enabled };
  } catch (error) {
    return gone(id, error);
  }
}

async function readFunction(id: string, session: Session): Promise<State> {
  try {
    const answer = await session.client(LambdaClient).send(new GetFunctionConcurrencyCommand({ FunctionName: id }));
    const limit = answer.ReservedConcurrentExecutions;
    return { kind: 'function', name: id, ...(limit !== undefined && { limit }) };
  } catch (error) {
    return gone(id, error);
  }
}

async function unlimited(FunctionName: string, session: Session): Promise<void> {
  await session.client(LambdaClient).send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
}

async function limited(FunctionName: string, ReservedConcurrentExecutions: number, session: Session): Promise<void> {
  const input = { FunctionName, ReservedConcurrentExecutions };
  await session.client(LambdaClient).send(new PutFunctionConcurrencyCommand(input));
}

/** A part that is gone is no success here. */
function gone(what: string, error: unknown): State {
  if (isNamed(error, 'ResourceNotFoundException')) return { kind: 'gone', what };
  throw error;
}

async function switchMapping(id: string, on: boolean, session: Session): Promise<void> {
  await session.client(LambdaClient).send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: on }));
}
