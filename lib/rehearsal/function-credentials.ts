import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Facts } from '../model/facts';
import { localAgent } from './local-aws/local-agent';
import type { LocalAws } from './local-aws/local-aws';

/** What Lambda would put into the function's environment for its role. */
export async function functionCredentials(
  { endpoint }: LocalAws,
  role: string,
  { homeRegion }: Pick<Facts, 'homeRegion'>,
): Promise<Readonly<Record<string, string>>> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sts = new STSClient({
    endpoint,
    region: homeRegion,
    credentials,
    maxAttempts: 1,
    requestHandler: { httpAgent: localAgent },
  });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'function' }));
  if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey || !Credentials.SessionToken) {
    throw new Error(`local AWS: AssumeRole of ${role} gave no credentials`);
  }
  return {
    AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials.SessionToken,
  };
}
