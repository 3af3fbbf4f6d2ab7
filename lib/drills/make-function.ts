import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Session } from '../model/guardrail';

/** The smallest ZIP file: the end of an empty one. */
export const emptyZip = Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]);

/** Makes a function without code, and a role for it. */
export async function makeFunction(session: Session, FunctionName: string): Promise<void> {
  const { Role } = await session
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: FunctionName, AssumeRolePolicyDocument: '{}' }));
  await session.client(LambdaClient).send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Role?.Arn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: emptyZip },
    }),
  );
}
