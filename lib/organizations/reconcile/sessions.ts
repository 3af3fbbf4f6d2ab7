import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AccountId, Region } from '../../model/organization';
import { present } from '../calls/present';
import type { Hands } from './kind';

export interface SessionsOptions {
  readonly homeRegion: Region;
  /** Whose credentials these are: no role is assumed there. */
  readonly management: AccountId;
  /** ARN of the role to take in another account. */
  readonly roleIn: (account: AccountId) => string;
  /** What every client gets beside region and credentials. */
  readonly settings?: object;
}

type Constructor = new (settings: object) => unknown;

/** Ways into accounts: the caller's own credentials in management, a role elsewhere, taken when first needed. */
export function createSessions({ homeRegion, management, roleIn, settings = {} }: SessionsOptions): Hands['in'] {
  const clients = new Map<string, Map<unknown, unknown>>();
  const sts = new STSClient({ region: homeRegion, ...settings });
  return ({ account, region }) => ({
    account,
    region,
    client<Client>(sdkClient: new (...configuration: never) => Client): Client {
      const key = `${account} ${region}`;
      const kept = clients.get(key) ?? new Map<unknown, unknown>();
      clients.set(key, kept);
      const client = kept.get(sdkClient) ?? make(sdkClient as unknown as Constructor, account, region);
      kept.set(sdkClient, client);
      return client as Client;
    },
  });

  function make(sdkClient: Constructor, account: AccountId, region: Region): unknown {
    if (account === management) return new sdkClient({ region, ...settings });
    return new sdkClient({ region, credentials: () => assume(roleIn(account)), ...settings });
  }

  async function assume(RoleArn: string) {
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'reconcile' }));
    return {
      accessKeyId: present(Credentials?.AccessKeyId, 'credentials'),
      secretAccessKey: present(Credentials?.SecretAccessKey, 'credentials'),
      sessionToken: present(Credentials?.SessionToken, 'credentials'),
      expiration: present(Credentials?.Expiration, 'credentials'),
    };
  }
}
