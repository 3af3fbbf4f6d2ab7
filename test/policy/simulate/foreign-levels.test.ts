import type { JsonObject } from '../../../lib/model/json';
import { compileHierarchy } from '../../../lib/policy/evaluate/compile-hierarchy';
import { foreignLevels } from '../../../lib/policy/simulate/foreign-levels';

const statement = (effect: string, action: string): JsonObject => ({
  Statement: [{ Effect: effect, Action: action, Resource: '*' }],
});
const scp = (content: JsonObject) => ({ type: 'SERVICE_CONTROL_POLICY', name: 'own', content }) as const;
const decide = (...contents: readonly JsonObject[]) => {
  const levels = contents.map((content, index) => ({ node: `level ${index + 1}`, policies: [scp(content)] }));
  return compileHierarchy(foreignLevels(levels))({ action: 's3:GetObject', resource: '*', context: {} });
};

it('a deny list stands beside FullAWSAccess', () => {
  expect(decide(statement('Deny', 'ec2:*')).decision).toBe('allowed');
  expect(decide(statement('Deny', 's3:*')).decision).toBe('denied');
});

it('an allow list stands in its place, on its own level alone', () => {
  expect(decide(statement('Allow', 's3:*')).decision).toBe('allowed');
  expect(decide(statement('Deny', 'ec2:*'), statement('Allow', 'ec2:*'))).toEqual({
    decision: 'implicitlyDenied',
    reasons: [{ type: 'scp', node: 'level 2', document: 'own' }],
  });
});
