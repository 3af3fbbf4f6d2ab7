import type { LevelPolicy } from '../evaluate/layers';
import { compilePolicy } from '../evaluate/policy';
import { PolicyError } from '../evaluate/policy-error';
import { placeholdersIn } from '../placeholders';
import { type ActionCatalogue, readActionCatalogue } from './action-catalogue';
import type { LintFinding } from './lint-finding';
import { type LintedStatement, lintedStatements } from './linted-statement';
import { neverMatches } from './never-matches';
import { serviceOf } from './service-of';
import { starvedServices } from './starved-services';
import { unknownActions } from './unknown-actions';
import { unsupportedKeys } from './unsupported-keys';

const rules = [unknownActions, unsupportedKeys, neverMatches];

/** What is wrong with policies that AWS may well take. Reads only what is known of the services they name. */
export async function lintPolicies(policies: readonly LevelPolicy[]): Promise<readonly LintFinding[]> {
  const read = policies.map((policy) => ({ policy, statements: lintedStatements(policy.type, policy.content) }));
  const patterns = read.flatMap(({ statements }) => statements.flatMap(({ actions }) => actions));
  const catalogue = await readActionCatalogue(patterns.flatMap((pattern) => serviceOf(pattern) ?? []));
  return read.flatMap(({ policy, statements }) => lintPolicy(policy, statements, catalogue));
}

function lintPolicy(
  { type, name, content }: LevelPolicy,
  statements: readonly LintedStatement[],
  catalogue: ActionCatalogue,
): readonly LintFinding[] {
  const at = (path: string, message: string): LintFinding => ({ document: name, path, message });
  const placeholders = placeholderFindings(content, at);
  const refusal = refusalOf(type, name, content);
  // What is still to be filled in is often the reason for a refusal, and is said already.
  if (refusal && placeholders.length === 0) return [refusal];
  return [
    ...placeholders,
    ...statements.flatMap((statement) =>
      rules.flatMap((rule) =>
        [...rule(statement, catalogue)].map((message) => ({
          ...at(statement.path, message),
          ...(statement.sid !== undefined && { sid: statement.sid }),
        })),
      ),
    ),
    ...[...starvedServices(statements, catalogue)].map((message) => at('', message)),
  ];
}

/** Each placeholder once, where it is first. */
function placeholderFindings(content: LevelPolicy['content'], at: (path: string, message: string) => LintFinding) {
  const all = placeholdersIn(content);
  const first = new Map(all.toReversed().map(({ text, path }) => [text, path]));
  return [...first].map(([text, path]) => {
    const times = all.filter((one) => one.text === text).length;
    return at(path, `'${text}' is a placeholder${times > 1 ? `, here and ${times - 1} times more` : ''}; fill it in`);
  });
}

function refusalOf(type: LevelPolicy['type'], name: string, content: LevelPolicy['content']): LintFinding | undefined {
  try {
    compilePolicy(name, content, type === 'RESOURCE_CONTROL_POLICY' ? 'required' : 'forbidden');
    return undefined;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const { document, path } = error;
    return { document, path, message: error.message.slice(`${document}: ${path ? `${path}: ` : ''}`.length) };
  }
}
