import { accountItself } from '../../lib/events/account-resource';
import { actorOf } from '../../lib/events/actor';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { isKnownIssuer } from './known-issuers';

const openIdConnect = [
  'AddClientIDToOpenIDConnectProvider',
  'CreateOpenIDConnectProvider',
  'UpdateOpenIDConnectProviderThumbprint',
];
const saml = ['CreateSAMLProvider', 'UpdateSAMLProvider'];
const rolesAnywhere = [
  'CreateProfile',
  'CreateTrustAnchor',
  'DeleteCrl',
  'DisableCrl',
  'EnableProfile',
  'EnableTrustAnchor',
  'PutAttributeMapping',
  'UpdateCrl',
  'UpdateProfile',
  'UpdateTrustAnchor',
];

export const monitor = defineMonitor({
  patterns: [callsTo('iam', [...openIdConnect, ...saml]), callsTo('rolesanywhere', rolesAnywhere)],

  finding(event, facts) {
    const made = apiCallIn(event);
    if (![...openIdConnect, ...saml, ...rolesAnywhere].includes(made.name)) {
      return { kind: 'ignored', because: `${made.name || 'it'} changes no identity provider` };
    }
    // Identity Center keeps a provider of its own in every account.
    if (actorOf(event, facts).kind === 'service') return { kind: 'ignored', because: 'a service set the account up' };
    const provider = providerOf(made, event, `arn:${facts.partition}:iam::${event.account}`);
    if (isKnownIssuer(/:oidc-provider\/(.+)$/.exec(provider?.arn ?? '')?.[1] ?? '')) {
      return { kind: 'ignored', because: `${provider?.id} is an issuer every account may have` };
    }
    return findingOf(made, [provider ?? accountItself(event, facts)], `${made.name}: ${provider?.id ?? 'unknown'}`);
  },
});

/** Undefined when the record names none, as that of a denied call of IAM. */
function providerOf(
  { name, parameters, response }: ApiCall,
  { account, region }: EventBridgeEvent,
  iam: string,
): Resource | undefined {
  const place = { account, region };
  if (openIdConnect.includes(name)) {
    const url = textOf(parameters.url)?.replace(/^https:\/\//, '');
    const made = textOf(response.openIDConnectProviderArn) ?? textOf(parameters.openIDConnectProviderArn);
    const arn = made ?? (url && `${iam}:oidc-provider/${url}`);
    return arn ? { type: 'AWS::IAM::OIDCProvider', id: lastPart(arn), arn, ...place } : undefined;
  }
  if (saml.includes(name)) {
    const given = textOf(parameters.sAMLProviderArn) ?? textOf(response.sAMLProviderArn);
    const arn = given ?? (textOf(parameters.name) && `${iam}:saml-provider/${parameters.name}`);
    return arn ? { type: 'AWS::IAM::SAMLProvider', id: lastPart(arn), arn, ...place } : undefined;
  }
  const kind = kindOf(name);
  const arn = textOf(valuesOf(response[kind])[`${kind}Arn`]);
  return arn ? { type: `AWS::RolesAnywhere::${upperFirst(kind)}`, id: lastPart(arn), arn, ...place } : undefined;
}

/** `EnableTrustAnchor` → `trustAnchor`, the name its answer goes by. */
function kindOf(name: string): string {
  const kind = /(TrustAnchor|Crl)$/.exec(name)?.[1] ?? 'Profile';
  return kind.charAt(0).toLowerCase() + kind.slice(1);
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lastPart = (arn: string): string => arn.slice(arn.indexOf('/') + 1);
