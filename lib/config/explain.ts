import { z } from 'zod';
import { listed } from './shown';
import { suggest } from './suggest';

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
};

/**
 * What a shape problem asks for, as `must be …; do …`: what was there instead is put in before the semicolon.
 * For unknown keys, the keys there are, separated by spaces.
 */
export const explain: z.core.$ZodErrorMap = (issue) => {
  const description = issue.inst instanceof z.ZodType ? issue.inst.description : undefined;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `is missing; add it${description ? `: ${lowerFirst(description)}` : ''}`;
      return `must be ${kinds[issue.expected] ?? issue.expected}; ${remedy(issue.expected, issue.input)}`;
    case 'invalid_value': {
      const words = issue.values.map(String);
      const near = typeof issue.input === 'string' ? suggest(issue.input, words) : undefined;
      return `must be one of ${listed(words)}; ${near ? `did you mean '${near}'?` : 'choose one'}`;
    }
    case 'unrecognized_keys':
      return knownKeys(issue.inst).join(' ');
    default:
      return undefined;
  }
};

function remedy(expected: string, input: unknown): string {
  if (input === null) return 'fill it, or remove it';
  if (expected === 'string' && typeof input !== 'object') return 'put it in quotes';
  return 'rewrite it';
}

// Not of an acronym.
function lowerFirst(sentence: string): string {
  return sentence.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}

function knownKeys(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) return schema.keyType.options.map(String);
  return [];
}
