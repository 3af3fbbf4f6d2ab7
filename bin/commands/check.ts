import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { escapeControl } from '../../lib/model/escape';
import { isObject } from '../../lib/model/json';
import type { Template } from '../../lib/model/template';
import { checkTemplates, formatTemplateProblem } from '../../lib/review/check-templates';
import { loadGuardrails } from '../../policies';
import { type Choice, loadValid } from './load';

export function check(root: string, files: readonly string[], { org }: Choice): void {
  const { organization } = loadValid(root, org);
  const templates = files.map((file) => ({ name: file, template: readTemplate(file) }));
  const problems = checkTemplates(templates, loadGuardrails(), organization);
  for (const problem of problems) process.stdout.write(`${escapeControl(formatTemplateProblem(problem))}\n`);
  if (problems.length > 0) process.exitCode = 1;
  else
    process.stdout.write(
      `${files.length === 1 ? 'the template keeps' : `${files.length} templates keep`} every promise\n`,
    );
}

function readTemplate(file: string): Template {
  let template: unknown;
  try {
    const text = readFileSync(file, 'utf8');
    template = file.endsWith('.json') ? JSON.parse(text) : parse(text, { customTags: shortForms, logLevel: 'silent' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file}: is no CloudFormation template: ${why}`, { cause });
  }
  if (!isObject(template) || !isObject(template.Resources)) {
    throw new Error(`${file}: is no CloudFormation template: it has no Resources`);
  }
  return template as Template;
}

// CloudFormation's YAML writes intrinsic functions as tags: !Ref, !GetAtt, !Sub …
const functions = [
  ['Ref', 'Ref'],
  ['Condition', 'Condition'],
  ...[
    'And',
    'Base64',
    'Cidr',
    'Equals',
    'FindInMap',
    'GetAtt',
    'GetAZs',
    'If',
    'ImportValue',
    'Join',
    'Not',
    'Or',
    'Select',
    'Split',
    'Sub',
  ].map((name) => [name, `Fn::${name}`] as const),
] as const;
const shortForms = functions.flatMap(([tag, key]) => [
  { tag: `!${tag}`, resolve: (text: string) => ({ [key]: text }) },
  { tag: `!${tag}`, collection: 'seq' as const, resolve: (node: unknown) => ({ [key]: toJson(node) }) },
  { tag: `!${tag}`, collection: 'map' as const, resolve: (node: unknown) => ({ [key]: toJson(node) }) },
]);

function toJson(node: unknown): unknown {
  return isObject(node) && typeof node.toJSON === 'function' ? node.toJSON() : node;
}
