import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Session } from '../../model/guardrail';
import type { AccountId, Region } from '../../model/organization';
import { type AssumedRole, partitionOf, roleOf } from '../recorder/assumed-role';
import { localAgent } from './local-agent';
import type { LocalAws } from './local-aws';
import { type SdkClient, stayLocal } from './stay-local';

export interface LocalSessionOptions {
  readonly account: AccountId;
  readonly region: Region;
  /** A role's name, with its path where it has one: `Developer`, `/breakwater/breakwater-fix-buckets-stay-private`. */
  readonly role: string;
  /** @default 'rehearsal' */
  readonly sessionName?: string;
}

export interface LocalSession extends Session {
  /** Who calls; what the recorder writes into `userIdentity`. */
  readonly identity: AssumedRole;
}

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * Sessions that are kept: who comes again as the same, in the same place, has their credentials and clients already.
 * Each new one costs a call and some milliseconds for every client, and a rehearsal asks for hundreds.
 */
export function keptSessions(local: LocalAws): (options: LocalSessionOptions) => Promise<LocalSession> {
  const kept = new Map<string, Promise<LocalSession>>();
  return (options) => {
    const key = [options.account, options.region, options.role, options.sessionName].join(' ');
    const session = kept.get(key) ?? localSession(local, options);
    kept.set(key, session);
    return session;
  };
}

/** Assumes the role on the local AWS, which knows every account and asks nobody's trust policy. */
export async function localSession(local: LocalAws, options: LocalSessionOptions): Promise<LocalSession> {
  const { account, region } = options;
  const role = roleOf(options.role);
  const base = {
    region,
    endpoint: local.endpoint,
    maxAttempts: 1,
    logger: silent,
    requestHandler: { httpAgent: localAgent },
  };
  const sts = stayLocal(new STSClient({ ...base, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }));
  const { Credentials, AssumedRoleUser } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:${partitionOf(region)}:iam::${account}:role${role.path}${role.name}`,
      RoleSessionName: options.sessionName ?? 'rehearsal',
    }),
  );
  if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey || !AssumedRoleUser?.AssumedRoleId) {
    throw new Error(`local AWS: AssumeRole of '${options.role}' in ${account} gave no credentials`);
  }
  const credentials = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
  const configuration = { ...base, credentials, forcePathStyle: true };
  const clients = new Map<unknown, unknown>();
  return {
    account,
    region,
    identity: {
      account,
      partition: partitionOf(region),
      ...role,
      sessionName: options.sessionName ?? 'rehearsal',
      roleId: AssumedRoleUser.AssumedRoleId.split(':')[0] ?? '',
      accessKeyId: credentials.accessKeyId,
    },
    client<Client>(sdkClient: new (...parameters: never[]) => Client): Client {
      const known = clients.get(sdkClient);
      if (known) return known as Client;
      const Constructor = sdkClient as unknown as new (options: object) => Client & SdkClient;
      const client = stayLocal(new Constructor(configuration));
      clients.set(sdkClient, client);
      return client;
    },
  };
}
