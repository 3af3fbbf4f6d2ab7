import * as ts from 'typescript';

/** A small lie in a source file: the text from `start` to `end` replaced. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly line: number;
  /** For people: `=== → !==`. */
  readonly what: string;
}

/** Every lie worth telling about the pure code of a file; `only` limits it to those functions and what they use. */
export function mutantsOf(fileName: string, source: string, only?: readonly string[]): readonly Mutant[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.ES2022, true);
  const found: Mutant[] = [];
  const lie = (node: ts.Node, text: string, what?: string): void => {
    const [start, end] = [node.getStart(file), node.end];
    const line = file.getLineAndCharacterOfPosition(start).line + 1;
    const shown = what ?? `${shorten(node.getText(file))} → ${text === '' ? 'nothing' : shorten(text)}`;
    found.push({ start, end, text, line, what: shown });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (isImpure(node, file) || isForPeople(node) || isLongTable(node)) return;
    mutate(node, file, lie);
    ts.forEachChild(node, visit);
  };
  for (const root of only ? reachable(file, only) : [file]) visit(root);
  return found;
}

// Elements.
const longList = 30;

type Lie = (node: ts.Node, text: string, what?: string) => void;

const operators: ReadonlyMap<ts.SyntaxKind, readonly string[]> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.LessThanToken, ['<=', '>=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']],
  [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.MinusToken, ['+']],
]);

function mutate(node: ts.Node, file: ts.SourceFile, lie: Lie): void {
  if (ts.isBinaryExpression(node)) {
    for (const other of operators.get(node.operatorToken.kind) ?? []) lie(node.operatorToken, other);
    if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) lie(node, `(${node.left.getText(file)})`);
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    lie(node, `(${node.operand.getText(file)})`);
  } else if (ts.isIfStatement(node)) {
    for (const value of ['true', 'false']) lie(node.expression, value);
  } else if (ts.isConditionalExpression(node)) {
    for (const value of ['true', 'false']) lie(node.condition, value);
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) lie(node, 'false');
  else if (node.kind === ts.SyntaxKind.FalseKeyword) lie(node, 'true');
  else if (ts.isNumericLiteral(node)) lie(node, `${Number(node.text) + 1}`);
  else if (ts.isStringLiteral(node)) mutateText(node, lie);
  else if (ts.isArrayLiteralExpression(node)) mutateList(node, file, lie);
  else if (ts.isRegularExpressionLiteral(node)) mutateRegularExpression(node, lie);
  else if (ts.isCallExpression(node)) mutateCall(node, file, lie);
  else if (ts.isPropertyAccessExpression(node) && node.questionDotToken) lie(node.questionDotToken, '.');
  else if (ts.isReturnStatement(node) && node.expression && isVerdict(node.expression)) bothWays(node.expression, lie);
  else if (ts.isArrowFunction(node) && isVerdict(node.body)) bothWays(node.body, lie);
}

function bothWays(node: ts.Node, lie: Lie): void {
  for (const value of ['true', 'false']) lie(node, value);
}

/** Sentences are for people; keys are not values; elements of lists are taken out as a whole. */
function mutateText(node: ts.StringLiteral, lie: Lie): void {
  const { parent } = node;
  if (/\s/.test(node.text) || ts.isArrayLiteralExpression(parent)) return;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return;
  lie(node, JSON.stringify(`${node.text}~`));
}

function mutateList(node: ts.ArrayLiteralExpression, file: ts.SourceFile, lie: Lie): void {
  const last = node.elements.length - 1;
  node.elements.forEach((element, index) => {
    // A long list is data copied from AWS; tests that repeat it whole would copy it once more.
    if (ts.isOmittedExpression(element) || (last >= longList && index > 0 && index < last)) return;
    const others = node.elements.filter((_, other) => other !== index);
    lie(
      node,
      `[${others.map((other) => other.getText(file)).join(', ')}]`,
      `without ${shorten(element.getText(file))}`,
    );
  });
}

function mutateRegularExpression(node: ts.RegularExpressionLiteral, lie: Lie): void {
  const { text } = node;
  if (text.startsWith('/^')) lie(node, `/${text.slice(2)}`);
  if (/\$\/\w*$/.test(text) && !/\\\$\/\w*$/.test(text)) lie(node, text.replace(/\$\/(\w*)$/, '/$1'));
}

const twins: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};

function mutateCall({ expression, arguments: values }: ts.CallExpression, file: ts.SourceFile, lie: Lie): void {
  if (!ts.isPropertyAccessExpression(expression)) return;
  const name = expression.name.text;
  if (Object.hasOwn(twins, name)) lie(expression.name, String(twins[name]));
  const call = expression.parent;
  if (name === 'filter' && values.length === 1) lie(call, expression.expression.getText(file), 'without its filter');
}

/** Whether it is true or false by its form. */
function isVerdict(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node))
    return operators.has(node.operatorToken.kind) && node.operatorToken.kind !== ts.SyntaxKind.MinusToken;
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isCallExpression(node)) return false;
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
  return /^(some|every|includes|has|hasOwn|test|startsWith|endsWith)$/.test(name);
}

/** Reasons are told to people, and tests should not repeat them word for word. */
function isForPeople(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node) && /^(because|approval|title|message|description)$/.test(node.name.getText());
}

/** Data copied from AWS, as a long list is. */
function isLongTable(node: ts.Node): boolean {
  return ts.isObjectLiteralExpression(node) && node.properties.length >= longList;
}

/** What waits or calls AWS is played by drills, not by these tests. */
function isImpure(node: ts.Node, file: ts.SourceFile): boolean {
  if (!ts.isFunctionLike(node)) return false;
  const isAsync =
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  return Boolean(isAsync) || /\.send\(|\bsession\b/.test(node.getText(file));
}

/** The properties or declarations of those names, and the file's own declarations that they use. */
function reachable(file: ts.SourceFile, names: readonly string[]): readonly ts.Node[] {
  const declared = new Map<string, ts.Node>();
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) declared.set(statement.name.text, statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const each of statement.declarationList.declarations) declared.set(each.name.getText(file), each);
  }
  const roots: ts.Node[] = [];
  const find = (node: ts.Node): void => {
    const name = (node as { readonly name?: ts.Node }).name?.getText(file);
    if (name !== undefined && names.includes(name) && (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node)))
      roots.push(node);
    else ts.forEachChild(node, find);
  };
  find(file);
  for (const root of roots) {
    const use = (node: ts.Node): void => {
      const target = ts.isIdentifier(node) ? declared.get(node.text) : undefined;
      const isAround = target !== undefined && roots.some((known) => known === target || isWithin(known, target));
      if (target && !isAround) roots.push(target);
      ts.forEachChild(node, use);
    };
    use(root);
  }
  return roots;
}

function isWithin(node: ts.Node, around: ts.Node): boolean {
  return around.pos <= node.pos && node.end <= around.end;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 50 ? `${line.slice(0, 47)}...` : line;
}
