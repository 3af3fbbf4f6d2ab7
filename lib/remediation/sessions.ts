import { setTimeout as sleep } from 'node:timers/promises';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Facts } from '../model/facts';
import type { Resource } from '../model/finding';
import type { Session } from '../model/guardrail';
import { fixRoleName, roleArn } from '../model/platform';
import { type Credentials, KeptCredentials } from './kept-credentials';
import { RateLimit } from './rate-limit';
import { isThrottle } from './transient';

/** A session that knows how many calls were made through it. */
export interface CountedSession extends Session {
  readonly calls: () => number;
}

type Next = (args: unknown) => Promise<unknown>;
/** SDK clients differ in their types, not in these parts of them. */
interface AnyClient {
  send(...call: readonly unknown[]): unknown;
  readonly middlewareStack: {
    add(
      middleware: (next: Next, context: { readonly commandName?: string }) => Next,
      where: { step: 'finalizeRequest' },
    ): void;
  };
}
type Place = Pick<Resource, 'account' | 'region'>;

/** Whose time calls are paced by. */
export interface Clock {
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

/** Roles assumed from a function. Clients are shared between sessions, so that what one learns of a service's limits all keep. */
export class Sessions {
  readonly #credentials: KeptCredentials;
  readonly #clients = new Map<string, Map<unknown, AnyClient>>();
  readonly #limits = new Map<string, RateLimit>();
  readonly #settings: object;
  readonly #clock: Clock;

  /** `settings` go to every client made. */
  constructor(
    facts: Pick<Facts, 'homeRegion'>,
    settings: object = {},
    clock: Clock = { now: Date.now, pause: (milliseconds) => sleep(milliseconds) },
  ) {
    this.#settings = settings;
    this.#clock = clock;
    const sts = new STSClient({ region: facts.homeRegion, ...settings });
    this.#credentials = new KeptCredentials((role, sessionName) => assume(sts, role, sessionName));
  }

  /** The guardrail's fix role in the resource's account, narrowed to nothing else. */
  fix(facts: Facts, guardrail: string, where: Place): CountedSession {
    return this.as(roleArn(facts.partition, where.account, fixRoleName(guardrail)), guardrail, where);
  }

  as(role: string, sessionName: string, where: Place): CountedSession {
    let calls = 0;
    const own = new Map<unknown, AnyClient>();
    return {
      account: where.account,
      region: where.region,
      calls: () => calls,
      client: <Client>(sdkClient: new (...configuration: never) => Client): Client => {
        const client = own.get(sdkClient) ?? counting(this.#client(sdkClient, role, sessionName, where), () => calls++);
        own.set(sdkClient, client);
        return client as Client;
      },
    };
  }

  #client(sdkClient: new (...configuration: never) => unknown, role: string, name: string, where: Place): AnyClient {
    const key = `${role} ${where.region}`;
    const clients = this.#clients.get(key) ?? new Map<unknown, AnyClient>();
    this.#clients.set(key, clients);
    const client = clients.get(sdkClient) ?? this.#make(sdkClient, role, name, where);
    clients.set(sdkClient, client);
    return client;
  }

  #make(
    sdkClient: new (...configuration: never) => unknown,
    role: string,
    sessionName: string,
    { account, region }: Place,
  ): AnyClient {
    const configuration = {
      region,
      credentials: () => this.#credentials.of(role, sessionName),
      // A throttled call is worth waiting for: it is paced below, and a message that comes back costs minutes.
      maxAttempts: Number(process.env.AWS_MAX_ATTEMPTS ?? 8),
      // Buckets as subdomains need a domain; an endpoint of one's own is a host.
      forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined,
      ...this.#settings,
    };
    const client = new (sdkClient as new (settings: typeof configuration) => AnyClient)(configuration);
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) =>
          this.#paced(`${account} ${region} ${sdkClient.name} ${commandName}`, () => next(args)),
      { step: 'finalizeRequest' },
    );
    return client;
  }

  /** An account's limit for a kind of call is shared with its owners: who hears 'slow down' slows down for them, too. */
  async #paced(kind: string, call: () => Promise<unknown>): Promise<unknown> {
    const limit = this.#limits.get(kind) ?? new RateLimit(this.#clock.now);
    this.#limits.set(kind, limit);
    const wait = limit.turn();
    if (wait > 0) await this.#clock.pause(wait);
    try {
      const answer = await call();
      limit.answered();
      return answer;
    } catch (error) {
      if (isThrottle(error)) limit.complained();
      throw error;
    }
  }
}

/** The same client for the SDK's paginators and waiters, that counts what is sent through it. */
function counting(client: AnyClient, count: () => void): AnyClient {
  const send = (...call: readonly unknown[]) => {
    count();
    return client.send(...call);
  };
  return Object.create(client, { send: { value: send } }) as AnyClient;
}

async function assume(sts: STSClient, role: string, sessionName: string): Promise<Credentials> {
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: sessionName.slice(0, 64), DurationSeconds: 3600 }),
  );
  if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) {
    throw new Error(`${role}: STS gave no credentials`);
  }
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
    expiration: given.Expiration ?? new Date(Date.now() + 3600_000),
  };
}
