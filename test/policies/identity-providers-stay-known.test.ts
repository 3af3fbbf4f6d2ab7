import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/identity-providers-stay-known';
import { check } from '../../policies/identity-providers-stay-known/check';
import { isKnownIssuer } from '../../policies/identity-providers-stay-known/known-issuers';
import { monitor } from '../../policies/identity-providers-stay-known/monitor';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const iam = 'arn:aws:iam::111122223333';
const anywhere = 'arn:aws:rolesanywhere:eu-west-1:111122223333';
const github = 'token.actions.githubusercontent.com';
const cluster = 'oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D';

it.each([
  [github, true],
  [`https://${github}`, true],
  [`https://${github}/`, true],
  [cluster, true],
  ['login.example.com', false],
  [`${github}.example.com`, false],
  [`example.com/${github}`, false],
  ['oidc.eks.example.com/x.amazonaws.com/id/0A1B', false],
  [`${cluster}/more`, false],
  ['', false],
])('%s is known: %s', (issuer, expected) => expect(isKnownIssuer(issuer)).toBe(expected));

const found: readonly (readonly [string, JsonObject | null, JsonObject | null, object])[] = [
  [
    'CreateOpenIDConnectProvider',
    { url: 'https://login.example.com/a' },
    { openIDConnectProviderArn: `${iam}:oidc-provider/login.example.com/a` },
    { type: 'AWS::IAM::OIDCProvider', id: 'login.example.com/a', arn: `${iam}:oidc-provider/login.example.com/a` },
  ],
  [
    'CreateOpenIDConnectProvider',
    { url: 'https://login.example.com' },
    null,
    { id: 'login.example.com', arn: `${iam}:oidc-provider/login.example.com` },
  ],
  [
    'AddClientIDToOpenIDConnectProvider',
    { openIDConnectProviderArn: `${iam}:oidc-provider/login.example.com`, clientID: 'x' },
    null,
    { id: 'login.example.com' },
  ],
  [
    'UpdateOpenIDConnectProviderThumbprint',
    { openIDConnectProviderArn: `${iam}:oidc-provider/login.example.com` },
    null,
    { id: 'login.example.com' },
  ],
  [
    'CreateSAMLProvider',
    { name: 'Directory' },
    { sAMLProviderArn: `${iam}:saml-provider/Directory` },
    { type: 'AWS::IAM::SAMLProvider', id: 'Directory', arn: `${iam}:saml-provider/Directory` },
  ],
  ['CreateSAMLProvider', { name: 'Directory' }, null, { arn: `${iam}:saml-provider/Directory` }],
  ['UpdateSAMLProvider', { sAMLProviderArn: `${iam}:saml-provider/Directory` }, null, { id: 'Directory' }],
  [
    'CreateTrustAnchor',
    { name: 'ours' },
    { trustAnchor: { trustAnchorArn: `${anywhere}:trust-anchor/1` } },
    { type: 'AWS::RolesAnywhere::TrustAnchor', id: '1', arn: `${anywhere}:trust-anchor/1` },
  ],
  [
    'EnableTrustAnchor',
    { trustAnchorId: '1' },
    { trustAnchor: { trustAnchorArn: `${anywhere}:trust-anchor/1` } },
    { id: '1' },
  ],
  [
    'UpdateTrustAnchor',
    { trustAnchorId: '1' },
    { trustAnchor: { trustAnchorArn: `${anywhere}:trust-anchor/1` } },
    { id: '1' },
  ],
  [
    'CreateProfile',
    { name: 'ours' },
    { profile: { profileArn: `${anywhere}:profile/2` } },
    { type: 'AWS::RolesAnywhere::Profile', id: '2' },
  ],
  ['EnableProfile', {}, { profile: { profileArn: `${anywhere}:profile/2` } }, { id: '2' }],
  ['UpdateProfile', {}, { profile: { profileArn: `${anywhere}:profile/2` } }, { id: '2' }],
  ['PutAttributeMapping', {}, { profile: { profileArn: `${anywhere}:profile/2` } }, { id: '2' }],
  ['DisableCrl', {}, { crl: { crlArn: `${anywhere}:crl/3` } }, { type: 'AWS::RolesAnywhere::Crl', id: '3' }],
  ['DeleteCrl', {}, { crl: { crlArn: `${anywhere}:crl/3` } }, { id: '3' }],
  ['UpdateCrl', {}, { crl: { crlArn: `${anywhere}:crl/3` } }, { id: '3' }],
  ['CreateTrustAnchor', null, null, { type: 'AWS::::Account' }],
];

it.each(found)('%s %j is found', (eventName, requestParameters, responseElements, expected) => {
  const eventSource = /SAML|OpenID/.test(eventName) ? 'iam.amazonaws.com' : 'rolesanywhere.amazonaws.com';
  const call = { eventName, eventSource, requestParameters, responseElements };
  expect(judged(monitor, anApiCall(call))).toMatchObject({ kind: 'finding', resources: [expected] });
  expect(judged(monitor, anApiCall({ ...call, errorCode: 'AccessDenied' })).kind).toBe('attempted');
  expect(judged(monitor, anApiCall({ ...call, errorCode: 'ValidationException' })).kind).toBe('ignored');
});

it.each([
  ['CreateOpenIDConnectProvider', { url: `https://${github}` }, {}, /every account may have/],
  ['CreateOpenIDConnectProvider', { url: `https://${cluster}` }, {}, /every account may have/],
  ['DeleteTrustAnchor', { trustAnchorId: '1' }, {}, /changes no identity provider/],
  ['DeleteSAMLProvider', {}, {}, /changes no identity provider/],
  [
    'CreateSAMLProvider',
    { name: 'AWSSSO_1_DO_NOT_DELETE' },
    { userIdentity: { type: 'AWSService', invokedBy: 'sso.amazonaws.com' } },
    /a service/,
  ],
])('%s %j is daily work', (eventName, requestParameters, more, because) => {
  const finding = judged(monitor, anApiCall({ eventName, requestParameters, ...more }));
  expect(finding).toEqual({ kind: 'ignored', because: expect.stringMatching(because) });
});

it.each([
  ['iam:CreateOpenIDConnectProvider', `${iam}:oidc-provider/login.example.com`, 'DenyIdentityProviders'],
  ['iam:AddClientIDToOpenIDConnectProvider', `${iam}:oidc-provider/login.example.com`, 'DenyIdentityProviders'],
  ['iam:UpdateOpenIDConnectProviderThumbprint', `${iam}:oidc-provider/login.example.com`, 'DenyIdentityProviders'],
  ['iam:CreateSAMLProvider', `${iam}:saml-provider/Directory`, 'DenyIdentityProviders'],
  ['iam:UpdateSAMLProvider', `${iam}:saml-provider/Directory`, 'DenyIdentityProviders'],
  ['iam:CreateOpenIDConnectProvider', `${iam}:oidc-provider/${github}`, 'allowed'],
  ['iam:CreateOpenIDConnectProvider', `${iam}:oidc-provider/${cluster}`, 'allowed'],
  ['iam:DeleteSAMLProvider', `${iam}:saml-provider/Directory`, 'allowed'],
  ['rolesanywhere:CreateTrustAnchor', '*', 'DenyRolesAnywhere'],
  ['rolesanywhere:UpdateTrustAnchor', `${anywhere}:trust-anchor/1`, 'DenyRolesAnywhere'],
  ['rolesanywhere:EnableTrustAnchor', `${anywhere}:trust-anchor/1`, 'DenyRolesAnywhere'],
  ['rolesanywhere:CreateProfile', '*', 'DenyRolesAnywhere'],
  ['rolesanywhere:UpdateProfile', `${anywhere}:profile/2`, 'DenyRolesAnywhere'],
  ['rolesanywhere:EnableProfile', `${anywhere}:profile/2`, 'DenyRolesAnywhere'],
  ['rolesanywhere:PutAttributeMapping', `${anywhere}:profile/2`, 'DenyRolesAnywhere'],
  ['rolesanywhere:DeleteCrl', `${anywhere}:crl/3`, 'DenyRolesAnywhere'],
  ['rolesanywhere:DisableCrl', `${anywhere}:crl/3`, 'DenyRolesAnywhere'],
  ['rolesanywhere:UpdateCrl', `${anywhere}:crl/3`, 'DenyRolesAnywhere'],
  ['rolesanywhere:DisableTrustAnchor', `${anywhere}:trust-anchor/1`, 'allowed'],
  ['rolesanywhere:DeleteTrustAnchor', `${anywhere}:trust-anchor/1`, 'allowed'],
  ['rolesanywhere:ListProfiles', '*', 'allowed'],
])('%s on %s: %s', (action, resource, sid) => {
  expect(decided(guardrail, { action, resource })).toBe(sid);
  expect(decided(guardrail, { action, resource, as: 'breakwater/breakwater-break-glass' })).toBe('allowed');
});

it('stays compact', () => expect(characters(guardrail)).toBeLessThan(1_100));

it('templates with unknown providers are refused', () => {
  const issuer = (Url: unknown) => ({ Type: 'AWS::IAM::OIDCProvider', Properties: { Url } });
  const Resources = {
    Directory: { Type: 'AWS::IAM::SAMLProvider' },
    Anchor: { Type: 'AWS::RolesAnywhere::TrustAnchor' },
    Profile: { Type: 'AWS::RolesAnywhere::Profile' },
    Login: issuer('https://login.example.com'),
    GitHub: issuer(`https://${github}`),
    Later: issuer({ 'Fn::GetAtt': ['Cluster', 'OpenIdConnectIssuerUrl'] }),
    Bare: { Type: 'AWS::IAM::OIDCProvider' },
  };
  const refused = check({ Resources } as never, facts).map(({ logicalId }) => logicalId);
  expect(refused.toSorted()).toEqual(['Anchor', 'Directory', 'Login', 'Profile']);
});
