import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { ec2Instance } from '../../lib/events/ec2-instance';
import { findingOf } from '../../lib/events/finding-of';
import { madeByStack } from '../../lib/events/own-deployment';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [
    // The script itself is recorded as a placeholder, under either of two names.
    callsTo('ec2', ['ModifyInstanceAttribute'], {
      $or: [
        { requestParameters: { userData: [{ exists: true }] } },
        { requestParameters: { userData: { value: [{ exists: true }] } } },
        { requestParameters: { attribute: ['userData'] } },
      ],
    }),
    callsTo('sagemaker', ['UpdateNotebookInstance', 'UpdateNotebookInstanceLifecycleConfig']),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const resource = scriptOf(call, event, facts);
    if (!resource) return { kind: 'ignored', because: `${call.name || 'it'} that changes no script` };
    if (madeByStack(event)) {
      return { kind: 'ignored', because: 'a stack changed a script of its own' };
    }
    return findingOf(call, [resource], `${resource.id} will run another script when it starts`);
  },
});

/** What runs the script that the call changes; undefined when it changes none. */
function scriptOf({ name, parameters, ended }: ApiCall, event: EventBridgeEvent, facts: Facts): Resource | undefined {
  switch (name) {
    case 'ModifyInstanceAttribute': {
      const isScript = parameters.userData !== undefined || parameters.attribute === 'userData';
      return isScript ? ec2Instance(textOf(parameters.instanceId) ?? '', facts.partition, event) : undefined;
    }
    case 'UpdateNotebookInstanceLifecycleConfig':
      return notebookScript(parameters.notebookInstanceLifecycleConfigName, event, facts);
    case 'UpdateNotebookInstance': {
      // A denied call is recorded without parameters, so that nobody knows what it was about.
      const { lifecycleConfigName } = parameters;
      return lifecycleConfigName === undefined || ended === 'denied'
        ? undefined
        : notebookScript(lifecycleConfigName, event, facts);
    }
    default:
      return undefined;
  }
}

function notebookScript(name: unknown, event: EventBridgeEvent, facts: Facts): Resource {
  const id = textOf(name);
  if (id === undefined) return accountItself(event, facts);
  const { account, region } = event;
  const arn = `arn:${facts.partition}:sagemaker:${region}:${account}:notebook-instance-lifecycle-config/${id}`;
  return { type: 'AWS::SageMaker::NotebookInstanceLifecycleConfig', id, arn, account, region };
}
