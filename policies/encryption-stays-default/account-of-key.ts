/** The account a key belongs to; undefined where an id or an alias says no more than that it is the caller's own. */
export function accountOfKey(key: string): string | undefined {
  return /^arn:[^:]*:kms:[^:]*:(\d{12}):/.exec(key)?.[1];
}
