import fc from 'fast-check';
import type { JsonObject } from '../../../lib/model/json';
import { awsPolicies } from '../../../lib/policy/aws-policies';
import { compileHierarchy } from '../../../lib/policy/evaluate/compile-hierarchy';
import { compileGlob, type GlobPart } from '../../../lib/policy/evaluate/glob';
import type { Level, LevelPolicy } from '../../../lib/policy/evaluate/layers';
import { PolicyError } from '../../../lib/policy/evaluate/policy-error';
import type { AuthorizationRequest } from '../../../lib/policy/evaluate/verdict';

const actions = ['s3:GetObject', 's3:PutObject', 'ec2:RunInstances', 'kms:Decrypt'];
const resources = ['*', 'arn:aws:s3:::a', 'arn:aws:s3:::b/c', 'arn:aws:kms:eu-west-1:333333333333:key/k'];
const values = ['a', 'b', 'true', '10', '2026-11-21', '10.0.0.1', 'arn:aws:iam::333333333333:role/x'];
const keys = ['aws:a', 'aws:B', 'aws:PrincipalArn'];

const anyRequest: fc.Arbitrary<AuthorizationRequest> = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  context: fc.dictionary(
    fc.constantFrom(...keys),
    fc.oneof(fc.constantFrom(...values), fc.array(fc.constantFrom(...values), { maxLength: 3 })),
  ),
});

const anyOperator = fc
  .tuple(
    fc.constantFrom('', '', 'ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'),
    fc.constantFrom('', 'IfExists'),
  )
  .map((parts) => parts.join(''));
const anyCondition = fc.dictionary(
  anyOperator,
  fc.dictionary(
    fc.constantFrom(...keys),
    fc.array(fc.constantFrom(...values, 'a*', '?'), { minLength: 1, maxLength: 3 }),
  ),
  { maxKeys: 2 },
);
const anyStatement = (effect: 'Allow' | 'Deny', more: JsonObject = {}): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      not: fc.constantFrom('', 'Not'),
      action: fc.subarray([...actions, 's3:*', '*'], { minLength: 1 }),
      resource: fc.subarray([...resources, 'arn:aws:s3:::*'], { minLength: 1 }),
      condition: anyCondition,
    })
    .map(({ not, action, resource, condition }) => ({
      Effect: effect,
      ...more,
      [`${not}Action`]: action,
      Resource: resource,
      Condition: condition,
    }));

const anyPolicy: fc.Arbitrary<LevelPolicy> = fc.boolean().chain((isScp) => {
  const principal: JsonObject = isScp ? {} : { Principal: '*' };
  return fc
    .array(fc.oneof(anyStatement('Allow', principal), anyStatement('Deny', principal)), { maxLength: 3 })
    .map((Statement) => ({
      type: isScp ? ('SERVICE_CONTROL_POLICY' as const) : ('RESOURCE_CONTROL_POLICY' as const),
      name: 'p',
      content: { Version: '2012-10-17', Statement },
    }));
});
const anyLevels: fc.Arbitrary<readonly Level[]> = fc.array(
  fc
    .tuple(fc.boolean(), fc.array(anyPolicy, { maxLength: 2 }))
    .map(([open, policies]) => ({ node: 'n', policies: [...(open ? awsPolicies : []), ...policies] })),
  { minLength: 1, maxLength: 3 },
);

it('adding a deny never allows what was not, and takes no reason away', () => {
  const anyDeny = fc.constantFrom('SERVICE_CONTROL_POLICY' as const, 'RESOURCE_CONTROL_POLICY' as const).chain((type) =>
    anyStatement('Deny', type === 'SERVICE_CONTROL_POLICY' ? {} : { Principal: '*' }).map((Statement) => ({
      type,
      name: 'added',
      content: { Version: '2012-10-17', Statement },
    })),
  );
  fc.assert(
    fc.property(
      anyLevels,
      anyDeny,
      fc.nat(),
      fc.array(anyRequest, { minLength: 5 }),
      (levels, added, where, requests) => {
        const at = where % levels.length;
        const more = levels.map((level, index) =>
          index === at ? { ...level, policies: [...level.policies, added] } : level,
        );
        const [before, after] = [compileHierarchy(levels), compileHierarchy(more)];
        for (const request of requests) {
          const was = before(request);
          const is = after(request);
          if (was.decision !== 'allowed') expect(is.decision).not.toBe('allowed');
          if (was.decision === 'denied') expect(is.reasons).toEqual(expect.arrayContaining([...was.reasons]));
        }
      },
    ),
    { numRuns: 100 },
  );
});

it('a verdict gives reasons exactly when it does not allow, and is the same when asked again', () => {
  fc.assert(
    fc.property(anyLevels, fc.array(anyRequest), (levels, requests) => {
      const decide = compileHierarchy(levels);
      for (const request of requests) {
        const { decision, reasons } = decide(request);
        expect(reasons.length > 0).toBe(decision !== 'allowed');
        expect(decide(request)).toEqual({ decision, reasons });
      }
    }),
  );
});

it('a glob matches what the plain definition says', () => {
  const anyParts = fc.array(fc.constantFrom<GlobPart>('*', '?', { text: 'a' }, { text: 'b' }, { text: 'ab' }), {
    maxLength: 7,
  });
  const anyText = fc.array(fc.constantFrom('a', 'b'), { maxLength: 10 }).map((letters) => letters.join(''));
  const plainly = ([part, ...more]: readonly GlobPart[], text: string): boolean => {
    if (part === undefined) return text === '';
    if (part === '*') return plainly(more, text) || (text !== '' && plainly([part, ...more], text.slice(1)));
    if (part === '?') return text !== '' && plainly(more, text.slice(1));
    return text.startsWith(part.text) && plainly(more, text.slice(part.text.length));
  };
  fc.assert(
    fc.property(anyParts, anyText, anyText, (parts, text, around) => {
      const glob = compileGlob(parts);
      expect(glob.matches(text)).toBe(plainly(parts, text));
      const padded = `${around}${text}${around}`;
      expect(glob.matches(padded, around.length, around.length + text.length)).toBe(plainly(parts, text));
    }),
    { numRuns: 2_000 },
  );
});

const sound: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'A',
      Effect: 'Deny',
      Action: ['s3:Put*', 'kms:Decrypt'],
      Resource: ['arn:aws:s3:::a', `arn:aws:s3:::\${aws:username, 'x'}/*`],
      Condition: {
        StringNotLikeIfExists: { 'aws:PrincipalOrgID': ['o-1', 'o-?'] },
        'ForAnyValue:ArnLike': { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' },
        IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] },
        DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' },
        Null: { 'aws:x': 'true' },
      },
    },
    { Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:iam::*:role/*' },
  ],
};

/** Replaces a value, drops it, or puts junk beside it, somewhere in the document. */
function mutated(value: unknown, steps: readonly number[], junk: unknown): unknown {
  const [step = 0, ...rest] = steps;
  if (typeof value !== 'object' || value === null || rest.length === 0) {
    if (typeof value === 'string' && step % 3 === 0)
      return `${value.slice(0, step % (value.length + 1))}${textOf(junk)}`;
    return junk;
  }
  if (Array.isArray(value))
    return value.map((item, index) => (index === step % value.length ? mutated(item, rest, junk) : item));
  const entries = Object.entries(value);
  const chosen = step % (entries.length + 1);
  if (chosen === entries.length) return { ...value, [textOf(junk)]: junk };
  return Object.fromEntries(
    entries.flatMap(([key, item], index): readonly [string, unknown][] => {
      if (index !== chosen) return [[key, item]];
      if (step % 7 === 0) return [];
      return step % 5 === 0 ? [[`${key}${textOf(junk)}`, item]] : [[key, mutated(item, rest, junk)]];
    }),
  );
}

const textOf = (junk: unknown) => (typeof junk === 'string' ? junk : JSON.stringify(junk));

it('a mutated policy is decided, or refused with a PolicyError, and nothing else', () => {
  const anyJunk = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      '*',
      '${',
      `\${aws:x`,
      `\${,}`,
      '__proto__',
      'constructor',
      '\u0000',
      'arn:',
      ':::::',
      '1e999',
      {},
      [],
    ),
  );
  const outcomes = { decided: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 6 }),
      anyJunk,
      anyRequest,
      (steps, junk, request) => {
        const content = mutated(sound, steps, junk) as JsonObject;
        const policy = { type: 'SERVICE_CONTROL_POLICY' as const, name: 'mutated', content };
        try {
          const { decision } = compileHierarchy([{ node: 'root', policies: [...awsPolicies, policy] }])(request);
          expect(['allowed', 'denied']).toContain(decision);
          outcomes.decided++;
        } catch (error) {
          if (!(error instanceof PolicyError)) throw error;
          outcomes.refused++;
        }
      },
    ),
    { numRuns: 2_000 },
  );
  // Chance decides how many of the 2,000 are which; so few would mean that hardly anything was tried.
  expect(Math.min(outcomes.decided, outcomes.refused)).toBeGreaterThan(50);
});
