import fc from 'fast-check';
import type { Guardrail } from '../../lib/model/guardrail';
import { type Mode, modeIn, modes, type Organization, type Purpose } from '../../lib/model/organization';
import { type ComposedPolicy, composePolicies } from '../../lib/policy/compose';
import { guardrail, memberPurposes, organization, rcp, scp, units } from './organization';

/** Members sit where nobody can be between two units of one subtree. */
const ids = [
  'logs-stay',
  'keys-stay',
  'buckets-stay',
  'users-stay',
  'trail-stays',
  'images-stay',
  'regions-stay',
  'root-rests',
];

const anyParts = (id: string) =>
  fc
    .array(fc.record({ isScp: fc.boolean(), characters: fc.integer({ min: 1, max: 700 }) }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((sizes) =>
      sizes.map(({ isScp, characters }, index) =>
        (isScp ? scp : rcp)(`${id.replaceAll('-', '')}${index}`, { actions: [`s3:${'A'.repeat(characters)}`] }),
      ),
    );
const anyGuardrail = (id: string): fc.Arbitrary<Guardrail> =>
  fc
    .tuple(anyParts(id), fc.subarray([...memberPurposes], { minLength: 1 }))
    .map(([parts, appliesTo]) => guardrail(id, parts, appliesTo as Purpose[]));
const anyGuardrails = fc.subarray(ids).chain((some) => fc.tuple(...some.map(anyGuardrail)));

const anySettings = fc.dictionary(
  fc.constantFrom(...ids),
  fc.record({
    mode: fc.constantFrom<Mode>(...modes),
    units: fc.dictionary(fc.constantFrom(...units.map(({ path }) => path)), fc.constantFrom<Mode>(...modes)),
  }),
);
const anyOrganization: fc.Arbitrary<Organization> = anySettings.map((guardrails) => ({ ...organization, guardrails }));

/** Half of its attachments is where a node's documents are before any of them has outgrown its place. */
const isUnsplit = (documents: readonly ComposedPolicy[]) =>
  documents.every(
    ({ type, name }) => /-([01]*)$/.exec(name)?.[1]?.length === (type === 'SERVICE_CONTROL_POLICY' ? 2 : 1),
  );

const carries = (document: ComposedPolicy | undefined, id: string) =>
  document?.statements.some((statement) => statement.guardrail === id) ?? false;

function changedNames(before: readonly ComposedPolicy[], after: readonly ComposedPolicy[]): readonly string[] {
  const text = (documents: readonly ComposedPolicy[]) =>
    new Map(documents.map((one) => [one.name, JSON.stringify(one)]));
  const [old, now] = [text(before), text(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
}

it('a guardrail that comes, goes or changes alters only documents that carry it, byte for byte', () => {
  const anyChange = fc
    .constantFrom(...ids)
    .chain((id) =>
      fc.tuple(
        anyOrganization,
        anyGuardrails,
        fc.option(anyGuardrail(id)),
        fc.option(anyGuardrail(id)),
        fc.constant(id),
      ),
    );
  fc.assert(
    fc.property(anyChange, ([org, guardrails, before, after, id]) => {
      const others = guardrails.filter((other) => other.id !== id);
      const old = composePolicies(org, [...others, ...(before ? [before] : [])]);
      const now = composePolicies(org, [...others, ...(after ? [after] : [])]);
      fc.pre(isUnsplit(old) && isUnsplit(now));
      for (const name of changedNames(old, now)) {
        const versions = [old, now].map((documents) => documents.find((document) => document.name === name));
        expect(versions.some((document) => carries(document, id))).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

it('a place that outgrows its document splits alone: what changes shares its beginning with a document that carries the guardrail', () => {
  const big = (id: string) => guardrail(id, [scp(id.replaceAll('-', ''), { actions: [`s3:${'A'.repeat(2_900)}`] })]);
  fc.assert(
    fc.property(fc.subarray(ids, { minLength: 2 }), (some) => {
      const [added = '', ...others] = some;
      const old = composePolicies(organization, others.map(big));
      const now = composePolicies(organization, some.map(big));
      const home = now.find((document) => carries(document, added))?.name.replace(/(-[01]{2})[01]*$/, '$1') ?? 'none';
      for (const name of changedNames(old, now)) expect(name.startsWith(home)).toBe(true);
    }),
  );
});

it('the order of guardrails does not matter', () => {
  const anyShuffled = anyGuardrails.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length })),
  );
  fc.assert(
    fc.property(anyOrganization, anyShuffled, (org, [ordered, shuffled]) => {
      expect(composePolicies(org, shuffled)).toEqual(composePolicies(org, ordered));
    }),
    { numRuns: 100 },
  );
});

it('a statement is attached to every account whose unit enforces, and to no other', () => {
  fc.assert(
    fc.property(anyOrganization, anyGuardrail('logs-stay'), (org, one) => {
      const attached = new Set(composePolicies(org, [one]).flatMap(({ targets }) => targets));
      for (const { unit } of org.accounts) {
        if (unit === undefined) continue;
        const above = ['root', unit, unit.split('/')[0] as string];
        expect(above.some((node) => attached.has(node))).toBe(modeIn(org, one, unit) === 'enforce');
      }
    }),
    { numRuns: 300 },
  );
});

it('documents say their own size, and carry each sid once per node', () => {
  fc.assert(
    fc.property(anyOrganization, anyGuardrails, (org, guardrails) => {
      const seen = new Set<string>();
      for (const { content, characters, targets, statements } of composePolicies(org, guardrails)) {
        expect(characters).toBe(JSON.stringify(content).length);
        for (const { sid } of statements) {
          expect(seen.has(`${targets} ${sid}`)).toBe(false);
          seen.add(`${targets} ${sid}`);
        }
      }
    }),
    { numRuns: 100 },
  );
});
