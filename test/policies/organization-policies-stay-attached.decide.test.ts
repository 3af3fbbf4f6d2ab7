import { decide, type State } from '../../policies/organization-policies-stay-attached/decide';
import { asDeployed, policies, policy } from './attached-policies';

const nothing = { kind: 'policies', rewrite: [], attach: [] };
const disabled = { root: 'r-1', type: 'TAG_POLICY' };

test.each<readonly [string, State, string, object | undefined]>([
  ['as it was deployed, and to more', policies(), 'leave', undefined],
  ['none of ours', policies({ policies: [] }), 'leave', undefined],
  ['emptied', policies({ policies: [policy({ content: {} })] }), 'plan', { ...nothing, rewrite: [asDeployed] }],
  ['renamed', policies({ policies: [policy({ name: 'x' })] }), 'plan', { ...nothing, rewrite: [asDeployed] }],
  [
    'detached',
    policies({ policies: [policy({ targets: ['ou-2'] })] }),
    'plan',
    { ...nothing, attach: [{ id: 'p-1', target: 'ou-1' }] },
  ],
  ['of a type that is disabled', policies({ disabled }), 'plan', { ...nothing, enable: disabled }],
  ['deleted', policies({ policies: [], missing: ['one'] }), 'ask', undefined],
  [
    'deleted beside one that is detached',
    policies({ policies: [policy({ targets: [] })], missing: ['two'] }),
    'plan',
    { ...nothing, attach: [{ id: 'p-1', target: 'ou-1' }] },
  ],
  [
    'detached while a deployment is under way',
    policies({ busy: true, policies: [policy({ targets: [] })] }),
    'ask',
    undefined,
  ],
  ['full access', { kind: 'full-access', busy: false }, 'ask', undefined],
  [
    'an account in its unit',
    { kind: 'account', busy: false, account: '4', parent: 'a', deployed: 'a' },
    'leave',
    undefined,
  ],
  ['an account of another stack', { kind: 'account', busy: false, account: '4', parent: 'a' }, 'ask', undefined],
  [
    'an account elsewhere',
    { kind: 'account', busy: false, account: '4', parent: 'a', deployed: 'b' },
    'plan',
    { kind: 'account', account: '4', from: 'a', to: 'b' },
  ],
])('%s', (_, state, kind, change) => {
  const decision = decide(state);
  expect(decision.kind).toBe(kind);
  if (decision.kind !== 'plan') return;
  expect(decision.change).toEqual(change);
  expect(decision.approval !== undefined).toBe(state.kind === 'account');
});

test('the plan says what it mends', () => {
  const decision = decide(policies({ disabled, policies: [policy({ content: {}, targets: [] })] }));
  expect(decision.because).toBe('TAG_POLICY is disabled, one was rewritten, one is not attached to ou-1');
});
