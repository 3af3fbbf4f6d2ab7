/** The SDK calls every part of an answer optional; these are parts AWS always sends. */
export function present<Value>(value: Value | null | undefined, what: string): Value {
  if (value === undefined || value === null) throw new Error(`AWS answered without ${what}; run again`);
  return value;
}
