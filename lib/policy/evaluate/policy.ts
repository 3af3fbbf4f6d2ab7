import { isObject } from '../../model/json';
import { inside, type Place, PolicyError, shown } from './policy-error';
import { compileStatement, type PrincipalUse, type Statement } from './statement';

const elements = ['Version', 'Id', 'Statement'];
const versions: readonly unknown[] = ['2012-10-17', '2008-10-17', undefined];

/** The statements of a document. @throws PolicyError saying where, what was found and what to do. */
export function compilePolicy(document: string, content: unknown, principals: PrincipalUse): readonly Statement[] {
  const root: Place = { document, path: '' };
  if (!isObject(content)) throw new PolicyError(root, `must be an object, got ${shown(content)}`);
  const unknown = Object.keys(content).find((element) => !elements.includes(element));
  if (unknown !== undefined)
    throw new PolicyError(inside(root, unknown), `unknown element; use ${elements.join(', ')}`);
  const { Version: version, Statement: source } = content;
  if (!versions.includes(version)) {
    throw new PolicyError(inside(root, 'Version'), `must be '2012-10-17' or '2008-10-17', got ${shown(version)}`);
  }
  if (source === undefined) throw new PolicyError(root, "has no 'Statement'; give one");

  // Variables are text before 2012-10-17, which is not the default.
  const variables = version === '2012-10-17';
  const place = inside(root, 'Statement');
  const statements = Array.isArray(source)
    ? source.map((one, index) => compileStatement(one, inside(place, index), principals, variables))
    : [compileStatement(source, place, principals, variables)];
  assertUniqueSids(statements, place);
  return statements;
}

function assertUniqueSids(statements: readonly Statement[], place: Place): void {
  const seen = new Set<string>();
  for (const { sid } of statements) {
    if (sid === undefined || sid === '') continue;
    if (seen.has(sid)) throw new PolicyError(place, `sid ${shown(sid)} is there twice; rename one`);
    seen.add(sid);
  }
}
