import { defineCheck } from '../../lib/model/guardrail';
import { resourcesOfType } from '../../lib/model/template';
import { isKnownIssuer } from './known-issuers';

const providers = ['AWS::IAM::SAMLProvider', 'AWS::RolesAnywhere::Profile', 'AWS::RolesAnywhere::TrustAnchor'];
const message = 'lets in whoever another identity provider says; people come from Identity Center, programs from roles';

export const check = defineCheck((template) => [
  ...providers.flatMap((type) =>
    resourcesOfType(template, type).map(([logicalId]) => ({ logicalId, path: 'Type', message })),
  ),
  ...resourcesOfType(template, 'AWS::IAM::OIDCProvider')
    // An address that is only known at deploy time is left to the monitor.
    .filter(([, { Properties = {} }]) => typeof Properties.Url === 'string' && !isKnownIssuer(Properties.Url))
    .map(([logicalId]) => ({ logicalId, path: 'Properties.Url', message })),
]);
