import type { PolicyType } from '../../lib/model/control';
import { composePolicies } from '../../lib/policy/compose';
import { policyQuotas } from '../../lib/policy/quotas';
import { guardrail, memberPurposes, organization, rcp, rolledOut, scp } from './organization';

const actionsOf = (characters: number) => [`s3:${'A'.repeat(characters)}`];

it('a guardrail that enforces everywhere is one document on the root', () => {
  const [document, ...more] = composePolicies(organization, [guardrail('logs-stay', [scp('KeepLogs')])]);
  expect(more).toEqual([]);
  expect(document).toMatchObject({
    type: 'SERVICE_CONTROL_POLICY',
    name: expect.stringMatching(/^breakwater-scp-root-[01]{2}$/),
    description: 'Breakwater: logs-stay',
    targets: ['root'],
    statements: [{ sid: 'KeepLogs', guardrail: 'logs-stay' }],
    content: { Version: '2012-10-17', Statement: [{ Sid: 'KeepLogs', Effect: 'Deny' }] },
  });
  expect(document?.characters).toBe(JSON.stringify(document?.content).length);
});

it('a guardrail that enforces in no unit has no documents, and its control is not asked', () => {
  const control = jest.fn();
  const observing = { ...guardrail('g', []), control };
  expect(composePolicies(rolledOut('g', 'observe', {}), [observing])).toEqual([]);
  expect(control).not.toHaveBeenCalled();
});

it('units have documents of their own, so rolling out to one leaves the others alone', () => {
  const parts = [scp('KeepLogs'), rcp('KeepBuckets')];
  const documents = composePolicies(rolledOut('g', 'enforce', { sandbox: 'off' }), [guardrail('g', parts)]);
  expect(documents.map(({ type, targets }) => [type, ...targets])).toEqual([
    ['SERVICE_CONTROL_POLICY', 'security'],
    ['SERVICE_CONTROL_POLICY', 'workloads'],
    ['RESOURCE_CONTROL_POLICY', 'security'],
    ['RESOURCE_CONTROL_POLICY', 'workloads'],
  ]);
});

it('a part for some purposes is attached to their units alone, and to none where they do not enforce', () => {
  const parts = [scp('KeepLogs'), scp('KeepSmall', { purposes: ['sandbox'] })];
  const documents = composePolicies(organization, [guardrail('g', parts)]);
  const targets = documents.flatMap((document) => document.statements.map(({ sid }) => [sid, ...document.targets]));
  expect(targets).toEqual(
    expect.arrayContaining([
      ['KeepLogs', 'root'],
      ['KeepSmall', 'sandbox'],
    ]),
  );
  expect(targets).toHaveLength(2);
  const elsewhere = composePolicies(rolledOut('g', 'enforce', { sandbox: 'off' }), [guardrail('g', parts)]);
  expect(elsewhere.flatMap(({ statements }) => statements.map(({ sid }) => sid))).not.toContain('KeepSmall');
});

it('a management policy is a document per guardrail and type', () => {
  const content = { tags: { owner: { tag_key: { '@@assign': 'Owner' } } } };
  const tagging = guardrail('tags-stay', [{ policy: 'TAG_POLICY', content }]);
  const [document] = composePolicies(organization, [tagging]);
  expect(document).toEqual({
    type: 'TAG_POLICY',
    name: 'breakwater-tag-tags-stay',
    description: 'Breakwater: tags-stay',
    content,
    targets: ['security', 'workloads', 'sandbox'],
    statements: [],
    characters: JSON.stringify(content).length,
  });
  const everywhere = { ...tagging, appliesTo: ['management' as const, ...memberPurposes] };
  expect(composePolicies(organization, [everywhere])[0]?.targets).toEqual(['root']);
});

it('names and descriptions stay within what AWS takes', () => {
  const deep = `${'a'.repeat(100)}/${'b'.repeat(100)}`;
  const unit = { name: 'b', path: deep, purpose: 'workloads' as const };
  const many = Array.from({ length: 40 }, (_, index) =>
    guardrail(`guardrail-with-a-long-name-${index}`, [scp(`S${index}`)], ['workloads']),
  );
  const documents = composePolicies({ ...organization, units: [...organization.units, unit] }, many);
  for (const { name, description } of documents) {
    expect(name.length).toBeLessThanOrEqual(128);
    expect(description.length).toBeLessThanOrEqual(512);
  }
  expect(new Set(documents.map(({ name }) => name)).size).toBe(documents.length);
});

it('what outgrows one document splits, and stays within quota', () => {
  const parts = Array.from({ length: 12 }, (_, index) => scp(`S${index}`, { actions: actionsOf(2_000) }));
  const documents = composePolicies(organization, [guardrail('g', parts)]);
  expect(documents.length).toBeGreaterThanOrEqual(3);
  expect(documents.every(({ characters }) => characters <= policyQuotas.SERVICE_CONTROL_POLICY.characters)).toBe(true);
  const sids = documents.flatMap(({ statements }) => statements.map(({ sid }) => sid));
  expect(sids.toSorted()).toEqual(parts.map(({ sid }) => sid).toSorted());
});

it('a statement in one document of a node is in no other of it', () => {
  const guardrails = Array.from({ length: 30 }, (_, index) => guardrail(`g${index}`, [scp(`S${index}`)]));
  const sids = composePolicies(organization, guardrails).flatMap(({ statements }) => statements.map(({ sid }) => sid));
  expect(sids).toHaveLength(30);
  expect(new Set(sids).size).toBe(30);
});

const errors: readonly { readonly title: string; readonly compose: () => unknown; readonly message: RegExp }[] = [
  {
    title: 'a sid in two guardrails',
    compose: () => composePolicies(organization, [guardrail('b', [scp('Same')]), guardrail('a', [rcp('Same')])]),
    message: /sid 'Same' is used by guardrails 'a' and 'b'; it is unique in the organization, rename one/,
  },
  {
    title: 'a sid twice in a guardrail',
    compose: () => composePolicies(organization, [guardrail('a', [scp('Same'), scp('Same')])]),
    message: /a: has sid 'Same' twice/,
  },
  {
    title: 'two management policies of a type in a guardrail',
    compose: () =>
      composePolicies(organization, [
        guardrail('a', [
          { policy: 'TAG_POLICY', content: {} },
          { policy: 'TAG_POLICY', content: {} },
        ]),
      ]),
    message: /a: has a TAG_POLICY of 'a' twice/,
  },
  {
    title: 'a statement that no document holds',
    compose: () => composePolicies(organization, [guardrail('a', [scp('Huge', { actions: actionsOf(10_300) })])]),
    message:
      /SERVICE_CONTROL_POLICY at 'root': statement 'Huge' alone makes a document of 10,5\d\d characters, the quota is 10,240 \(2026-05-15\); biggest: a \(10,4\d\d\); divide it/,
  },
  {
    title: 'an RCP that only an SCP could be',
    compose: () => composePolicies(organization, [guardrail('a', [rcp('Huge', { actions: actionsOf(5_200) })])]),
    message: /RESOURCE_CONTROL_POLICY at 'root'.*the quota is 5,120/,
  },
  {
    title: 'more documents on a node than AWS attaches, its own counted',
    compose: () =>
      composePolicies(
        organization,
        Array.from({ length: 24 }, (_, index) =>
          guardrail(`g${index}`, [scp(`S${index}`, { actions: actionsOf(4_000 + index) })]),
        ),
      ),
    message:
      /SERVICE_CONTROL_POLICY at 'root': \d+ documents and 1 that AWS attaches itself \([\d,]+ characters\), the quota is 10 .*biggest: g23 \(4,\d{3}\), g22 \(4,\d{3}\), g21 \(4,\d{3}\); shorten these/,
  },
  {
    title: 'a management policy that is too long',
    compose: () =>
      composePolicies(organization, [
        guardrail('a', [{ policy: 'AISERVICES_OPT_OUT_POLICY', content: { services: 'x'.repeat(2_500) } }]),
      ]),
    message:
      /AISERVICES_OPT_OUT_POLICY at 'security', 'workloads', 'sandbox': a document of 2,5\d\d characters, the quota is 2,500/,
  },
];

it.each(errors)('$title is an error', ({ compose, message }) => {
  expect(compose).toThrow(message);
});

it.each<{ type: PolicyType; quota: { perNode?: number; characters?: number }; part: typeof scp }>([
  { type: 'SERVICE_CONTROL_POLICY', quota: { characters: 4_000 }, part: scp },
  { type: 'RESOURCE_CONTROL_POLICY', quota: { characters: 2_000 }, part: rcp },
  { type: 'SERVICE_CONTROL_POLICY', quota: { perNode: 1 }, part: scp },
])('an organization may say that its partition lags: $type $quota', ({ type, quota, part }) => {
  const guardrails = [guardrail('a', [part('Long', { actions: actionsOf(4_800) })])];
  const lagging = { ...organization, policyQuotas: { [type]: quota } };
  expect(composePolicies(organization, guardrails)).toHaveLength(1);
  expect(() => composePolicies(lagging, guardrails)).toThrow(`${type} at 'root'`);
});
