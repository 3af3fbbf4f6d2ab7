/** The one service a pattern of actions is about; undefined when it may be several. @param pattern in lower case */
export function serviceOf(pattern: string): string | undefined {
  const service = pattern.split(':')[0] as string;
  return /[*?]/.test(service) ? undefined : service;
}
