import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Facts } from '../model/facts';
import type { Resource } from '../model/finding';
import type { Session } from '../model/guardrail';
import { fixRoleName, roleArn } from '../model/platform';

/** A session that knows how many calls it made. */
export interface CountedSession extends Session {
  readonly calls: () => number;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** SDK clients differ in their types, not in these parts of them. */
interface AnyClient {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: unknown) => unknown) => (args: unknown) => unknown,
      where: { step: 'finalizeRequest' },
    ): void;
  };
}

const refreshAheadMilliseconds = 5 * 60_000;

/** Roles assumed from a function, kept until five minutes before they end. */
export class Sessions {
  readonly #sts: STSClient;
  readonly #kept = new Map<string, Credentials>();

  constructor(facts: Pick<Facts, 'homeRegion'>) {
    this.#sts = new STSClient({ region: facts.homeRegion });
  }

  /** The guardrail's fix role in the resource's account, narrowed to nothing else. */
  fix(facts: Facts, guardrail: string, where: Pick<Resource, 'account' | 'region'>): CountedSession {
    return this.as(roleArn(facts.partition, where.account, fixRoleName(guardrail)), guardrail, where);
  }

  as(role: string, sessionName: string, where: Pick<Resource, 'account' | 'region'>): CountedSession {
    const clients = new Map<unknown, unknown>();
    let calls = 0;
    return {
      account: where.account,
      region: where.region,
      calls: () => calls,
      client: <Client>(sdkClient: new (...configuration: never) => Client): Client => {
        const made = clients.get(sdkClient) ?? this.#make(sdkClient, role, sessionName, where.region, () => calls++);
        clients.set(sdkClient, made);
        return made as Client;
      },
    };
  }

  #make(
    sdkClient: new (...configuration: never) => unknown,
    role: string,
    sessionName: string,
    region: string,
    count: () => void,
  ): unknown {
    const configuration = {
      region,
      credentials: () => this.#credentials(role, sessionName),
      // Adaptive: slows down before an account's own throttle answers for us and its owners alike.
      retryMode: 'adaptive',
      maxAttempts: 5,
      // Buckets as subdomains need a domain; an endpoint of one's own is a host.
      forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined,
    };
    const client = new (sdkClient as new (settings: typeof configuration) => AnyClient)(configuration);
    client.middlewareStack.add(
      (next) => (args) => {
        count();
        return next(args);
      },
      { step: 'finalizeRequest' },
    );
    return client;
  }

  async #credentials(role: string, sessionName: string): Promise<Credentials> {
    const kept = this.#kept.get(role);
    if (kept && kept.expiration.getTime() - refreshAheadMilliseconds > Date.now()) return kept;
    const { Credentials: given } = await this.#sts.send(
      new AssumeRoleCommand({ RoleArn: role, RoleSessionName: sessionName.slice(0, 64), DurationSeconds: 3600 }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) {
      throw new Error(`${role}: STS gave no credentials`);
    }
    const credentials = {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration ?? new Date(Date.now() + 3600_000),
    };
    this.#kept.set(role, credentials);
    return credentials;
  }
}
