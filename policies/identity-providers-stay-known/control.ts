import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { knownIssuers } from './known-issuers';

export const control = defineControl((): readonly PolicyStatement[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyIdentityProviders',
    actions: [
      'iam:AddClientIDToOpenIDConnectProvider',
      'iam:CreateOpenIDConnectProvider',
      'iam:CreateSAMLProvider',
      'iam:UpdateOpenIDConnectProviderThumbprint',
      'iam:UpdateSAMLProvider',
    ],
    notResources: knownIssuers.map((issuer) => `arn:*:iam::*:oidc-provider/${issuer}`),
  },
  {
    // Taking a revocation list away lets in whom it kept out.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyRolesAnywhere',
    actions: [
      'rolesanywhere:Create*',
      'rolesanywhere:DeleteCrl',
      'rolesanywhere:DisableCrl',
      'rolesanywhere:EnableProfile',
      'rolesanywhere:EnableTrustAnchor',
      'rolesanywhere:PutAttributeMapping',
      'rolesanywhere:Update*',
    ],
  },
]);
