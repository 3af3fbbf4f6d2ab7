import { conditionsOf } from './condition';

/**
 * Issuers that serve everybody, with the claims that tell one customer from another. For the others of their kind, an
 * audience of `sts.amazonaws.com` is the same for all the world.
 */
const sharedIssuers: Readonly<Record<string, readonly string[]>> = {
  'accounts.google.com': ['aud', 'sub', 'oaud'],
  'agent.buildkite.com': ['sub'],
  'api.bitbucket.org': ['sub'],
  'app.terraform.io': ['sub'],
  'cognito-identity.amazonaws.com': ['aud', 'sub'],
  'gitlab.com': ['sub'],
  'graph.facebook.com': ['app_id', 'id'],
  'token.actions.githubusercontent.com': ['sub', 'repository', 'repository_owner', 'repository_id', 'job_workflow_ref'],
  'www.amazon.com': ['app_id', 'user_id'],
};

/** Whether any customer of a shared issuer may have the role. */
export function isOpenFederation(principal: string, condition: unknown): boolean {
  const issuer = /:oidc-provider\/(.+)$/.exec(principal)?.[1] ?? principal;
  const claims = sharedIssuers[issuer];
  if (!claims) return false;
  const tied = conditionsOf(
    condition,
    claims.map((claim) => `${issuer}:${claim}`),
  );
  return !tied.some((values) => values.every(namesSomebody));
}

// `repo:*` and `organization:*` are everybody, too: what follows the claim's own prefix counts.
const namesSomebody = (value: string): boolean => /^(?:[a-z_]+:)?[^*?]/.test(value) && !/^[a-z_]+:[*?]/.test(value);
