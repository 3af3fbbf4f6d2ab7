/** A policy that IAM would not take, or that we do not know how to evaluate. Never answered with a silent no. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** Name of the document. */
  readonly document: string;
  /** Where in it: `Statement[2].Condition.StringEquals`. */
  readonly path: string;

  constructor(place: Place, problem: string) {
    super(`${place.document}: ${place.path ? `${place.path}: ` : ''}${problem}`);
    this.document = place.document;
    this.path = place.path;
  }
}

export interface Place {
  readonly document: string;
  readonly path: string;
}

export function inside(place: Place, step: string | number): Place {
  const joined = typeof step === 'number' ? `[${step}]` : place.path ? `.${step}` : step;
  return { document: place.document, path: `${place.path}${joined}` };
}

/** What was found, for a message: short, whatever it is. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
