import { type ApiCall, apiCallIn, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [
    callsTo('bedrock', ['DeleteModelInvocationLoggingConfiguration', 'PutModelInvocationLoggingConfiguration']),
  ],

  finding(event, { partition }) {
    const call = apiCallIn(event);
    const silence = howItSilences(call);
    if (!silence) return { kind: 'ignored', because: `${call.name || 'it'} that keeps the logs` };
    const { account, region } = event;
    // A setting has no ARN of its own; this one is ours, so that regions are told apart.
    const arn = `arn:${partition}:bedrock:${region}:${account}:model-invocation-logging`;
    const resource = { type: 'AWS::Bedrock::ModelInvocationLogging', id: account, arn, account, region };
    return findingOf(call, [resource], silence);
  },
});

function howItSilences({ name, parameters }: ApiCall): string | undefined {
  if (name === 'DeleteModelInvocationLoggingConfiguration') return 'what is asked of models is logged no more';
  if (name !== 'PutModelInvocationLoggingConfiguration') return undefined;
  const { cloudWatchConfig, s3Config, textDataDeliveryEnabled } = valuesOf(parameters.loggingConfig);
  if (cloudWatchConfig === undefined && s3Config === undefined) return 'the logs of models go nowhere';
  return textDataDeliveryEnabled === false ? 'the logs of models leave the text out' : undefined;
}
