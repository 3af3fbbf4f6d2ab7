import {
  GetFunctionUrlConfigCommand,
  GetLayerVersionPolicyCommand,
  GetPolicyCommand,
  LambdaClient,
  UpdateFunctionUrlConfigCommand,
} from '@aws-sdk/client-lambda';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { Subject } from './subject';

export async function functionPolicy(session: Session, { name, qualifier }: Subject): Promise<string | undefined> {
  const lambda = session.client(LambdaClient);
  const answer = await unlessGone(() =>
    lambda.send(new GetPolicyCommand({ FunctionName: name, Qualifier: qualifier })),
  );
  return answer?.Policy;
}

export async function layerPolicy(session: Session, subject: Subject): Promise<string | undefined> {
  const lambda = session.client(LambdaClient);
  const answer = await unlessGone(() => lambda.send(new GetLayerVersionPolicyCommand(layerOf(subject))));
  return answer?.Policy;
}

export async function urlIsOpen(session: Session, { name, qualifier }: Subject): Promise<boolean> {
  const lambda = session.client(LambdaClient);
  const input = { FunctionName: name, Qualifier: qualifier };
  const answer = await unlessGone(() => lambda.send(new GetFunctionUrlConfigCommand(input)));
  return answer?.AuthType === 'NONE';
}

export async function setUrl(session: Session, { name, qualifier }: Partial<Subject>, AuthType: 'AWS_IAM' | 'NONE') {
  const input = { FunctionName: name, Qualifier: qualifier, AuthType };
  await session.client(LambdaClient).send(new UpdateFunctionUrlConfigCommand(input));
}

/** Of a function or layer that is gone, and of one without a policy, Lambda says the same. */
export async function unlessGone<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

export const layerOf = ({ name, qualifier }: { readonly name: string; readonly qualifier?: string | undefined }) => ({
  LayerName: name,
  VersionNumber: Number(qualifier),
});
