/**
 * Issuers that every account may have, since their tokens say who is meant: a repository, a service account of a cluster.
 * Whom of them a role lets in is for its trust policy to say.
 */
export const knownIssuers = ['token.actions.githubusercontent.com', 'oidc.eks.*.amazonaws.com/id/*'] as const;

// A region has no slash, or somebody's own host could carry the rest as a path.
const known = /^(?:token\.actions\.githubusercontent\.com|oidc\.eks\.[a-z0-9-]+\.amazonaws\.com\/id\/[A-Z0-9]+)$/;

/** @param issuer with or without `https://`, as calls and ARNs have it */
export function isKnownIssuer(issuer: string): boolean {
  return known.test(issuer.replace(/^https:\/\//, '').replace(/\/$/, ''));
}
