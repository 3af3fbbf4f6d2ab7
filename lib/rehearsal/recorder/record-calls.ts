import { randomBytes, randomUUID } from 'node:crypto';
import type { CloudTrailRecord } from '../../events/cloudtrail-record';
import type { Session } from '../../model/guardrail';
import type { OrganizationId, Region } from '../../model/organization';
import type { Call, Values } from './call';
import type { Caller } from './caller';
import { deniedError } from './denied-error';
import { type IamRequest, iamRequestsOf } from './iam-requests';
import { type Outcome, recordOf } from './record-of';
import { operationModel } from './sdk-schema';
import { serviceOf } from './services';

export type Permit =
  | { readonly kind: 'allowed' }
  /** `code` where the service's own would be wrong; `message` as the service would word it. */
  | { readonly kind: 'denied'; readonly code?: string; readonly message: string };

export interface Recording {
  readonly identity: Caller;
  /** Of the caller's account, for `aws:PrincipalOrgID` and `aws:ResourceOrgID`. */
  readonly organization?: OrganizationId;
  /** Asked before each call, once for each action and resource; a call that is denied never leaves. */
  readonly decide: (request: IamRequest) => Permit;
  /** Hears of each call that reached AWS: allowed, denied or failed. */
  readonly record: (record: CloudTrailRecord) => void;
  /** @default the time it is */
  readonly clock?: () => Date;
}

/** The same session, whose every call is decided first and recorded after. The session it is made from stays as it was. */
export function recordCalls(session: Session, recording: Recording): Session {
  const clients = new Map<unknown, unknown>();
  return {
    account: session.account,
    region: session.region,
    client<Client>(sdkClient: new (...parameters: never[]) => Client): Client {
      const known = clients.get(sdkClient);
      if (known) return known as Client;
      const client = recordedClient(session.client(sdkClient) as SdkClient, session.region, recording);
      clients.set(sdkClient, client);
      return client as Client;
    },
  };
}

interface SdkClient {
  readonly config: { readonly serviceId: string };
  send(command: SdkCommand, ...more: readonly unknown[]): unknown;
}
interface SdkCommand {
  readonly schema: unknown;
  readonly middlewareStack: { add(middleware: Middleware, options: object): void };
}
type Handler = (parameters: { readonly input: Values }) => Promise<{ readonly output: Values }>;
type Middleware = (next: Handler) => Handler;

/** A client is shared by all who have the session, a command is sent once: so the middleware goes into the command. */
function recordedClient(client: SdkClient, region: Region, recording: Recording): SdkClient {
  const send = (command: SdkCommand, ...more: readonly unknown[]) => {
    command.middlewareStack.add((next) => recorded(next, command.schema, client.config.serviceId, region, recording), {
      step: 'initialize',
      name: 'recordCall',
      override: true,
    });
    return client.send(command, ...more);
  };
  return Object.create(client, { send: { value: send } }) as SdkClient;
}

function recorded(next: Handler, schema: unknown, serviceId: string, region: Region, recording: Recording): Handler {
  const { identity: caller, organization, decide, record, clock = () => new Date() } = recording;
  const service = serviceOf(serviceId);
  const model = operationModel(schema);
  return async ({ input: given }) => {
    const input = withTokens(given, model.input.members);
    const call: Call = { serviceId, service, model, input, region, caller, time: clock() };
    const requestId = service.style === 's3' ? randomBytes(8).toString('hex').toUpperCase() : randomUUID();
    const keep = (outcome: Outcome) => record(recordOf(call, outcome, { eventId: randomUUID(), requestId }));
    for (const request of iamRequestsOf(call, organization)) {
      const permit = decide(request);
      if (permit.kind === 'allowed') continue;
      keep(permit);
      throw deniedError(service, permit.code, permit.message, requestId);
    }
    try {
      const answer = await next({ input });
      keep({ kind: 'succeeded', output: answer.output });
      return answer;
    } catch (error) {
      if (answeredByAws(error)) {
        keep({ kind: 'failed', code: error.name, message: error.message, fault: error.$fault });
      }
      throw error;
    }
  };
}

interface ServiceError extends Error {
  readonly $fault: 'client' | 'server';
}

/** A call that never arrived, or that the local AWS does not know, is no call that AWS could have recorded. */
function answeredByAws(error: unknown): error is ServiceError {
  if (!(error instanceof Error)) return false;
  const { $fault, $metadata } = error as Error & { $fault?: unknown; $metadata?: { httpStatusCode?: number } };
  return ($fault === 'client' || $fault === 'server') && $metadata?.httpStatusCode !== undefined;
}

/** The SDK makes up idempotency tokens only while it writes the request, too late to be recorded. */
function withTokens(input: Values, members: Call['model']['input']['members']): Values {
  const missing = members.filter(({ name, traits }) => traits.idempotencyToken && input[name] === undefined);
  if (missing.length === 0) return input;
  return { ...input, ...Object.fromEntries(missing.map(({ name }) => [name, randomUUID()])) };
}
