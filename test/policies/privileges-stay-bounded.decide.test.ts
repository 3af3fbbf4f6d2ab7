import { withoutAdministration } from '../../policies/privileges-stay-bounded/administrator';
import { type Change, decide } from '../../policies/privileges-stay-bounded/decide';
import type { State } from '../../policies/privileges-stay-bounded/state';
import { admin, all, own, some } from './an-iam-policy';

const holder = { type: 'AWS::IAM::Role', name: 'x' } as const;
const cloudFormation = 'Service:cloudformation.amazonaws.com';
const inline = [{ name: 'work', document: all }];
const breakGlass = 'arn:aws:iam::1:role/breakwater/breakwater-break-glass';
const aRole = (more: object): State =>
  ({ kind: 'holder', holder, attached: [], inline: [], trusted: [], ...more }) as State;

it.each<[string, State, string, Change?]>([
  ['a role without', aRole({ trusted: ['*'] }), 'leave'],
  ['CDK’s role', aRole({ attached: [admin], inline, trusted: [cloudFormation] }), 'leave'],
  ['the role that breaks the glass', aRole({ attached: [admin], inline, arn: breakGlass }), 'leave'],
  [
    'a role that sounds like it',
    aRole({ attached: [admin], arn: 'arn:aws:iam::1:role/breakwater-break-glass' }),
    'plan',
    { kind: 'holder', holder, detach: [admin], put: [] },
  ],
  [
    'a role CloudFormation shares',
    aRole({ attached: [admin], trusted: [cloudFormation, 'AWS:111122223333'] }),
    'plan',
    { kind: 'holder', holder, detach: [admin], put: [] },
  ],
  [
    'a role nobody is trusted with',
    aRole({ inline }),
    'plan',
    { kind: 'holder', holder, detach: [], put: [{ name: 'work', document: withoutAdministration(all) }] },
  ],
  ['a harmless policy', { kind: 'policy', arn: own, version: 'v2', document: some }, 'leave'],
  [
    'a policy that was harmless',
    { kind: 'policy', arn: own, version: 'v3', document: all, harmless: 'v2' },
    'plan',
    { kind: 'version', arn: own, version: 'v2' },
  ],
  [
    'a policy that never was',
    { kind: 'policy', arn: own, version: 'v1', document: all },
    'plan',
    { kind: 'rewrite', arn: own, document: withoutAdministration(all) },
  ],
  ['no boundary', { kind: 'boundary', name: 'x' }, 'ask'],
  ['a boundary that bounds nothing', { kind: 'boundary', name: 'x', boundary: admin }, 'ask'],
  ['another boundary', { kind: 'boundary', name: 'x', boundary: own }, 'leave'],
  ['a group of administrators', { kind: 'membership', group: 'x', administers: true }, 'ask'],
  ['any other group', { kind: 'membership', group: 'x', administers: false }, 'leave'],
])('%s', (_title, state, kind, change = undefined) => {
  const decision = decide(state);
  expect(decision.kind).toBe(kind);
  expect(decision.kind === 'plan' ? decision.change : undefined).toEqual(change);
});
