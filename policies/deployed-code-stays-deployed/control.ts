import { defineControl } from '../../lib/model/guardrail';
import { layerPublishers } from './layer-publishers';

// A layer's name holds no colon, so the account's place in the ARN cannot be feigned.
const layersOf = (account: string) => `*:${account}:layer:*`;

// Code is not denied: a pipeline and a person call the same action, and no condition tells the two apart.
export const control = defineControl(({ accounts, governedRegions }) => {
  const shared = accounts.flatMap(({ role, id }) => (role !== 'member' && id !== undefined ? [id] : []));
  const known = [...shared, ...layerPublishers(governedRegions)];
  return [
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyForeignLayers',
      actions: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
      condition: {
        'ForAnyValue:StringNotLike': {
          'lambda:Layer': [`*:\${aws:PrincipalAccount}:layer:*`, ...known.map(layersOf)],
        },
      },
    },
  ];
});
