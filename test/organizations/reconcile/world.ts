import { CreateDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { CreateAccountCommand, CreateOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import type { Session } from '../../../lib/model/guardrail';
import { type ReconcileOptions, reconcile } from '../../../lib/organizations/reconcile/reconcile';
import { createSessions } from '../../../lib/organizations/reconcile/sessions';
import type { Settings } from '../../../lib/organizations/reconcile/settings';
import type { LocalAws } from '../../../lib/rehearsal/local-aws/local-aws';
import { type SdkClient, stayLocal } from '../../../lib/rehearsal/local-aws/stay-local';
import { newManagementAccount } from '../local-organization';
import { type Answer, createDoubles } from './doubles';

export const home = 'eu-west-1';

interface Stack {
  add(middleware: Middleware, options: object): void;
}
type Next = (parameters: { readonly input: Readonly<Record<string, unknown>> }) => Promise<{ readonly output: Answer }>;
type Middleware = (next: Next, context: { readonly commandName?: string }) => Next;

/** An organization of its own on the local AWS, with doubles for the services that lacks. */
export async function createWorld(local: LocalAws, memberNames: readonly string[] = ['security', 'orders']) {
  const { account: management } = await newManagementAccount(local);
  const { doubles, state } = createDoubles();
  const calls: string[] = [];
  /** How many changes are still made before the process dies; undefined lets it live. */
  const life: { left: number | undefined; refuse: (operation: string, input: object) => Error | undefined } = {
    left: undefined,
    refuse: () => undefined,
  };
  const settings = {
    endpoint: local.endpoint,
    maxAttempts: 1,
    credentials: await credentialsOf(local, management),
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  };
  const open = createSessions({
    homeRegion: home,
    management,
    roleIn: (account) => `arn:aws:iam::${account}:role/Anybody`,
    settings,
  });
  const known = new Set<unknown>();
  const sessions = (place: { readonly account: string; readonly region: string }): Session => {
    const session = open(place);
    return {
      ...session,
      client: (sdkClient) => {
        const client = session.client(sdkClient) as SdkClient;
        if (!known.has(client)) intercept(stayLocal(client), place);
        known.add(client);
        return client as never;
      },
    };
  };

  function intercept(client: SdkClient, place: { readonly account: string; readonly region: string }): void {
    (client.middlewareStack as Stack).add(
      (next, { commandName = '' }) =>
        async (parameters) => {
          const operation = commandName.replace(/Command$/, '');
          const isChange = !/^(List|Describe|Get|BatchGet)/.test(operation);
          if (life.left !== undefined && life.left <= 0 && (isChange || life.left < 0)) {
            life.left = -1;
            throw new Error('killed');
          }
          const refused = life.refuse(operation, parameters.input);
          if (refused) throw refused;
          calls.push(operation);
          const double = doubles[`${client.config.serviceId} ${operation}`];
          const ask = async () => (await next(parameters)).output;
          const output = double ? await double({ ...place, input: parameters.input, next: ask }) : await ask();
          if (isChange && life.left !== undefined) life.left -= 1;
          return { output: { $metadata: {}, ...output }, response: {} };
        },
      { step: 'initialize', name: 'intercept', priority: 'low' },
    );
  }

  const organizations = sessions({ account: management, region: home }).client(OrganizationsClient);
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const members: Record<string, string> = {};
  for (const name of memberNames) {
    const { CreateAccountStatus } = await organizations.send(
      new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
    );
    members[name] = String(CreateAccountStatus?.AccountId);
  }
  // What the stacks of the detectors make.
  const security = sessions({ account: String(members.security), region: home });
  await security.client(GuardDutyClient).send(new CreateDetectorCommand({ Enable: true }));
  calls.length = 0;

  return {
    management,
    members,
    state,
    calls,
    life,
    sessions,
    run: (wanted: Settings, more: Partial<ReconcileOptions> = {}) =>
      reconcile({ settings: wanted, organizations, sessions, mode: 'apply', sleep: async () => {}, ...more }),
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

export function isChange(operation: string): boolean {
  return !/^(List|Describe|Get|BatchGet)/.test(operation);
}

async function credentialsOf(local: LocalAws, account: string) {
  const { localSession } = await import('../../../lib/rehearsal/local-aws/local-session');
  const session = await localSession(local, { account, region: home, role: 'Administrator' });
  return (session.client(OrganizationsClient).config as unknown as { credentials: () => Promise<never> }).credentials;
}
