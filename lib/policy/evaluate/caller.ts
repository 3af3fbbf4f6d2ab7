import type { AccountId } from '../../model/organization';

/** Who calls, as far as the principal's name tells. */
export interface Caller {
  /** As given: a session keeps its session's ARN. */
  readonly principal?: string;
  /** Of the role, where a session calls. */
  readonly arn?: string;
  readonly account?: AccountId;
  /** Condition keys that follow, lower case. */
  readonly keys: Readonly<Record<string, string>>;
}

/** `arn:aws:sts::111122223333:assumed-role/Developer/ada` → its role's ARN, account, `aws:PrincipalType` and so on. */
export function callerOf(principal: string): Caller {
  const known = callers.get(principal);
  if (known) return known;
  if (callers.size >= maxCallers) callers.clear();
  const caller = read(principal);
  callers.set(principal, caller);
  return caller;
}

// Whoever asks about many calls asks about few callers.
const callers = new Map<string, Caller>();
const maxCallers = 10_000;

function read(principal: string): Caller {
  if (!principal.startsWith('arn:')) return service(principal);
  const [, partition = '', , , account = '', ...rest] = principal.split(':');
  const [kind = '', name = ''] = rest.join(':').split('/');
  // A session's ARN has lost the role's path, so the role's ARN can only be told without one.
  const arn = kind === 'assumed-role' ? `arn:${partition}:iam::${account}:role/${name}` : principal;
  const type = principalTypes[kind];
  const userName = kind === 'user' ? principal.slice(principal.lastIndexOf('/') + 1) : undefined;
  return {
    principal,
    arn,
    account,
    keys: {
      'aws:principalarn': arn,
      'aws:principalaccount': account,
      'aws:principalisawsservice': 'false',
      ...(type && { 'aws:principaltype': type }),
      ...(userName && { 'aws:username': userName }),
      ...(kind === 'root' && { 'aws:userid': account }),
      ...(kind === 'federated-user' && { 'aws:userid': `${account}:${name}` }),
    },
  };
}

const principalTypes: Readonly<Record<string, string>> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  'assumed-role': 'AssumedRole',
  'federated-user': 'FederatedUser',
};

function service(name: string): Caller {
  return {
    principal: name,
    keys: {
      'aws:principalisawsservice': 'true',
      'aws:principalservicename': name,
      'aws:principalservicenameslist': name,
    },
  };
}
