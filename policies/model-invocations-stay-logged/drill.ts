import {
  BedrockClient,
  DeleteModelInvocationLoggingConfigurationCommand,
  GetModelInvocationLoggingConfigurationCommand,
  PutModelInvocationLoggingConfigurationCommand,
} from '@aws-sdk/client-bedrock';
import { makeBucket } from '../../lib/drills/make-bucket';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly bucket: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: logged,
    async incident(session) {
      await session.client(BedrockClient).send(new DeleteModelInvocationLoggingConfigurationCommand({}));
    },
    aftermath: isLogged,
    ...part,
  });
}

export const drills = [
  drill({ name: 'a developer deletes the logging', kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'the logging is deleted in the management account, which no policy binds',
    kind: 'incident',
    where: { purpose: 'management' },
    expected: 'reported',
    aftermath: async (stage) => ((await isLogged(stage)) ? undefined : 'the logging is still there'),
  }),
  drill({
    name: 'a developer leaves the text out of the logs',
    kind: 'incident',
    expected: 'reported',
    incident: (session, { bucket }) => log(session, bucket, false),
  }),
  drill({
    name: 'a developer sets the logging once more',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { bucket }) => log(session, bucket, true),
  }),
];

async function logged(stage: Stage): Promise<World> {
  const bucket = stage.unique('models');
  await makeBucket(stage, bucket);
  await log(stage, bucket, true);
  return { bucket };
}

async function log(session: Session, bucketName: string, textDataDeliveryEnabled: boolean): Promise<void> {
  const loggingConfig = { s3Config: { bucketName }, textDataDeliveryEnabled };
  await session.client(BedrockClient).send(new PutModelInvocationLoggingConfigurationCommand({ loggingConfig }));
}

async function isLogged(stage: Stage): Promise<string | undefined> {
  const answer = await stage.client(BedrockClient).send(new GetModelInvocationLoggingConfigurationCommand({}));
  return answer.loggingConfig?.s3Config?.bucketName ? undefined : 'what is asked of models is not logged';
}
