import { isOfBreakGlass } from '../model/break-glass';
import type { Facts } from '../model/facts';
import type { Actor, EventBridgeEvent } from '../model/finding';
import { platformPrincipals } from '../model/platform';
import { wildcardMatches } from '../model/wildcard';
import { textOf, valuesOf } from './api-call';
import { ipAddress } from './pattern/ip-address';

type Fields = ReturnType<typeof valuesOf>;

/**
 * Who caused an event, from what AWS attests: never from the user agent, which is the caller's own word.
 * Takes whatever the event holds; what it cannot tell is `unknown`.
 */
export function actorOf(event: EventBridgeEvent, { partition }: Pick<Facts, 'partition'>): Actor {
  const { account, detail: record } = valuesOf(event);
  const detail = valuesOf(record);
  const identity = valuesOf(detail.userIdentity);
  const kind = kindOf(detail, identity, (role) => isPlatformRole(role, account, partition));
  const arn = textOf(identity.arn);
  const address = textOf(detail.sourceIPAddress);
  return {
    kind,
    ...(arn && { arn }),
    name: nameOf(kind, identity),
    // A service that calls puts its name there instead.
    ...(address && ipAddress(address) && { sourceIp: address }),
  };
}

function kindOf(detail: Fields, identity: Fields, isPlatform: (role: string) => boolean): Actor['kind'] {
  const session = valuesOf(identity.sessionContext);
  const issuer = valuesOf(session.sessionIssuer);
  const role = textOf(issuer.arn) ?? '';
  // A root session is root whoever asked for it: by password, by sts:AssumeRoot or by federation of the root user.
  if (identity.type === 'Root' || issuer.type === 'Root' || isTrue(session.assumedRoot)) return 'root';
  if (identity.type === 'AssumedRole' && isPlatform(role)) return isOfBreakGlass(role) ? 'break-glass' : 'platform';
  if (people.has(textOf(identity.type) ?? '') || identity.onBehalfOf !== undefined) return 'person';
  if (identity.type === 'AssumedRole') return roleSession(detail, session, role);
  if (identity.type === 'AWSAccount') return stranger(textOf(identity.principalId) ?? '');
  if (identity.type === 'AWSService' || (identity.type === undefined && textOf(identity.invokedBy))) return 'service';
  return 'unknown';
}

const people: ReadonlySet<string> = new Set([
  'Directory',
  'FederatedUser',
  'IAMUser',
  'IdentityCenterUser',
  'SAMLUser',
  'WebIdentityUser',
]);

// Of callers from other accounts a record tells the principal's id alone; its first letters tell what it is.
function stranger(principalId: string): Actor['kind'] {
  if (principalId.startsWith('AIDA')) return 'person';
  return principalId.startsWith('AROA') ? 'role' : 'unknown';
}

function roleSession(detail: Fields, session: Fields, role: string): Actor['kind'] {
  if (role.includes(':role/aws-service-role/')) return 'service';
  const isPerson =
    role.includes(':role/aws-reserved/sso.amazonaws.com/') ||
    detail.eventType === 'AwsConsoleSignIn' ||
    isTrue(detail.sessionCredentialFromConsole) ||
    Object.keys(valuesOf(session.webIdFederationData)).length > 0;
  return isPerson ? 'person' : 'role';
}

// Only of the event's own account: the platform acts through a role there, and a stranger may have one of that name.
// The account takes the pattern's place, since a role's path may hold anything, a colon too.
function isPlatformRole(role: string, account: unknown, partition: Facts['partition']): boolean {
  if (typeof account !== 'string' || !/^\d{12}$/.test(account)) return false;
  return platformPrincipals(partition).some((principal) => wildcardMatches(principal.replace('*', account), role));
}

function nameOf(kind: Actor['kind'], identity: Fields): string {
  const session = valuesOf(identity.sessionContext);
  const issuer = textOf(valuesOf(session.sessionIssuer).userName);
  const own = textOf(identity.userName) ?? lastPart(textOf(identity.arn));
  const service = textOf(identity.invokedBy);
  if (kind === 'root') return 'root';
  if (kind === 'service') return service ?? issuer ?? 'an AWS service';
  const name = kind === 'role' && issuer && own ? `${issuer}/${own}` : own;
  const known = name ?? textOf(identity.principalId) ?? 'unknown';
  return service ? `${known} through ${service}` : known;
}

/** `arn:aws:sts::111122223333:assumed-role/Admin/jo@example.org` → `jo@example.org`. */
function lastPart(arn: string | undefined): string | undefined {
  return textOf(arn?.slice(arn.lastIndexOf('/') + 1));
}

// CloudTrail writes booleans of a session as text.
function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
