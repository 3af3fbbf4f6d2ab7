import {
  GetFunctionCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { emptyZip, makeFunction } from '../../lib/drills/make-function';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly name: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A role that IAM Identity Center makes for people. */
const person = '/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Developer_0123456789abcdef';

function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: aFunction,
    async incident(session, { name }) {
      const change = { FunctionName: name, ZipFile: emptyZip };
      await session.client(LambdaClient).send(new UpdateFunctionCodeCommand(change));
    },
    aftermath: isThere,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'somebody adds a layer of an account nobody knows',
    kind: 'incident',
    expected: 'prevented',
    incident: (session, { name }) =>
      configure(session, { FunctionName: name, Layers: ['arn:aws:lambda:eu-west-1:999900001111:layer:tools:1'] }),
  }),
  drill({ name: 'a person replaces the code by hand', kind: 'incident', as: person, expected: 'reported' }),
  drill({ name: 'a pipeline deploys the code', kind: 'twin', as: 'Pipeline', expected: 'ignored' }),
  drill({
    name: 'a person gives a function more memory',
    kind: 'twin',
    as: person,
    expected: 'ignored',
    incident: (session, { name }) => configure(session, { FunctionName: name, MemorySize: 256 }),
  }),
];

async function aFunction(stage: Stage): Promise<World> {
  const name = stage.unique('orders');
  await makeFunction(stage, name);
  return { name };
}

async function configure(
  session: Session,
  change: ConstructorParameters<typeof UpdateFunctionConfigurationCommand>[0],
): Promise<void> {
  await session.client(LambdaClient).send(new UpdateFunctionConfigurationCommand(change));
}

async function isThere(stage: Stage, { name }: World): Promise<string | undefined> {
  const { Configuration } = await stage.client(LambdaClient).send(new GetFunctionCommand({ FunctionName: name }));
  return (Configuration?.Layers ?? []).length > 0 ? `${name} runs a layer` : undefined;
}
