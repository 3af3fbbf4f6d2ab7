import { isAbsolute, relative } from 'node:path';
import { escapeControl } from '../model/escape';

/** Something wrong with a file, and where. Lines and columns count from 1. */
export interface Problem {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What, got what, do what. */
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** `organizations/example/organization.yaml:12:9: …`, on one line whatever the file holds. */
export function formatProblem(problem: Problem, cwd: string = process.cwd()): string {
  const fromHere = relative(cwd, problem.file);
  const file = fromHere.startsWith('..') || isAbsolute(fromHere) ? problem.file : fromHere || '.';
  const label = problem.severity === 'warning' ? 'warning: ' : '';
  return escapeControl(`${file}:${problem.line}:${problem.column}: ${label}${problem.message}`);
}

export function inReadingOrder(one: Problem, other: Problem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
