import {
  BedrockClient,
  DeleteModelInvocationLoggingConfigurationCommand,
  ListCustomModelsCommand,
} from '@aws-sdk/client-bedrock';
import { type Drill, defineDrill } from '../../lib/model/guardrail';

type Part = Partial<Drill<object>> & Pick<Drill<object>, 'name' | 'kind' | 'expected'>;

/** An account whose model calls are logged, and somebody who turns that off. */
function drill(part: Part) {
  return defineDrill<object>({
    where: { purpose: 'workloads' },
    world: async () => ({}),
    async incident(session) {
      await session.client(BedrockClient).send(new DeleteModelInvocationLoggingConfigurationCommand({}));
    },
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({ name: 'somebody stops the logging before using a model', kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'the logging of the management account is stopped, where no policy binds',
    kind: 'incident',
    where: { purpose: 'management' },
    expected: 'reported',
  }),
  drill({
    name: 'somebody looks at the models there are',
    kind: 'twin',
    expected: 'ignored',
    async incident(session) {
      await session.client(BedrockClient).send(new ListCustomModelsCommand({}));
    },
  }),
];
