/** Why an account is apart, whole or as far as a file could be read. */
type Reasons = Readonly<Record<string, unknown>>;

/** The accounts that are apart for all the reasons given. */
export function selectedByBoundary<One extends { readonly boundary: object }>(
  accounts: readonly One[],
  wanted: object,
): readonly One[] {
  const reasons = Object.entries(wanted);
  return accounts.filter(({ boundary }) => reasons.every(([reason, value]) => (boundary as Reasons)[reason] === value));
}
