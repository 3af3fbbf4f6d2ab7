/** Whether it is an error with one of the names. Errors of AWS are told apart by name; their classes differ by client. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
