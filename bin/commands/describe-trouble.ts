/** Whose credentials a command asks AWS with. */
export type Whose = 'management' | 'security';

const signIn = (whose: Whose | undefined): string =>
  `sign in to the ${whose ? `${whose} account` : 'account it is about'}, with 'aws sso login' and AWS_PROFILE or as you are used to`;

/** By the names that the SDK gives its errors. What says by itself what to do, as refusals do, is not among them. */
const remedies: Readonly<Record<string, (message: string, whose: Whose | undefined) => string>> = {
  CredentialsProviderError: (_, whose) => `there are no AWS credentials here; ${signIn(whose)}`,
  TokenProviderError: (_, whose) => `these AWS credentials have expired; ${signIn(whose)}`,
  ExpiredTokenException: (_, whose) => `these AWS credentials have expired; ${signIn(whose)}`,
  ExpiredToken: (_, whose) => `these AWS credentials have expired; ${signIn(whose)}`,
  UnrecognizedClientException: (_, whose) => `AWS does not know these credentials; ${signIn(whose)}`,
  InvalidClientTokenId: (_, whose) => `AWS does not know these credentials; ${signIn(whose)}`,
  ResourceNotFoundException: (message, whose) =>
    `AWS finds nothing there: ${message}; deploy it first, or ${signIn(whose)}`,
};

const files: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'is a folder; give a file',
  EACCES: 'may not be read by you',
};
const unreachable = ['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'TimeoutError'];

interface Trouble {
  readonly name: string;
  readonly message: string;
  readonly cause?: unknown;
  readonly code?: string;
  readonly path?: string;
  readonly hostname?: string;
  readonly address?: string;
}

/** What went wrong and what to do about it, where the error itself only says the former. */
export function describeTrouble(error: unknown, whose?: Whose): string {
  for (const { name, message, code = name, path, hostname, address } of causes(error)) {
    const remedy = remedies[name]?.(message, whose);
    if (remedy) return remedy;
    const host = hostname ?? address;
    if (unreachable.includes(code))
      return `AWS cannot be reached${host ? ` at ${host}` : ''}; look at your network: ${message}`;
    if (error instanceof Error && message === error.message && path && files[code]) return `${path}: ${files[code]}`;
  }
  return error instanceof Error ? error.message : String(error);
}

function causes(error: unknown): readonly Trouble[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
