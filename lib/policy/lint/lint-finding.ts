/** Something in a policy that AWS takes, and that does not do what its author meant. */
export interface LintFinding {
  readonly document: string;
  /** Where in it: `Statement[2].Condition.StringEquals`. */
  readonly path: string;
  readonly sid?: string;
  /** What, and do what. */
  readonly message: string;
}

export function formatLintFinding({ document, path, message }: LintFinding): string {
  return `${document}: ${path ? `${path}: ` : ''}${message}`;
}
