/** What every client of the AWS SDK has in common, as far as we touch it. */
export interface SdkClient {
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: object;
}
// Every client types its stack by its own inputs and outputs; a middleware that looks at neither fits all of them.
interface AnyStack {
  add(middleware: SdkMiddleware, options: object): void;
}
type Handler = (parameters: { request: HttpRequest }) => Promise<{ response: HttpResponse }>;
type SdkMiddleware = (next: Handler, context: { readonly commandName?: string }) => Handler;
interface HttpRequest {
  hostname: string;
}
interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { resume?(): void };
}

/** Two things a client must be told when it talks to moto. */
export function stayLocal<Client extends SdkClient>(client: Client): Client {
  const service = client.config.serviceId.toLowerCase().replaceAll(' ', '');
  const stack = client.middlewareStack as AnyStack;
  // Some operations put the account id before the host's name, S3 Control's among them, and no option stops all of them.
  stack.add(
    (next) => (parameters) => {
      parameters.request.hostname = 'localhost';
      return next(parameters);
    },
    { step: 'build', priority: 'low', name: 'stayOnLocalhost' },
  );
  // moto answers what it does not implement with a web page, which the SDK reports as broken JSON or XML.
  stack.add(
    (next, { commandName = 'an operation' }) =>
      async (parameters) => {
        const answer = await next(parameters);
        const { statusCode, headers, body } = answer.response;
        if (statusCode < 500 || !headers['content-type']?.startsWith('text/html')) return answer;
        body?.resume?.();
        throw new Error(
          `the local AWS lacks ${service}:${commandName.replace(/Command$/, '')} for this input (HTTP ${statusCode} and a web page); its own log has the reason`,
        );
      },
    { step: 'deserialize', priority: 'low', name: 'explainWebPages' },
  );
  return client;
}
