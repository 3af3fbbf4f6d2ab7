/** Where machines send who signs in and who becomes root; a stream for each, by its instance's id. */
export const signInsLogGroup = '/breakwater/operating-system';
/** Goes off where one of them says that somebody became root. */
export const rootLoginAlarm = 'breakwater-operating-system-root';

/** Who becomes root by sudo all day and is nobody: root's own jobs, and sessions of Systems Manager, which are recorded anyway. */
const daily = ['root', 'ssm-'] as const;

/**
 * What a line says where somebody became root: by SSH, on the console, by su or by sudo. Written for CloudWatch Logs,
 * whose expressions know no groups, no look-ahead and no blanks, and the same to JavaScript. PAM says of sudo's sessions
 * on some systems that root began them, so sudo's own line counts, whose first word is who asked.
 */
export function rootLoginExpression(): string {
  const opened = String.raw`:session.:\ssession\sopened\sfor\suser\sroot\S*\sby\s\S*uid=[1-9]`;
  return [
    String.raw`sshd\S*:\sAccepted\s\S+\sfor\sroot\sfrom\s`,
    String.raw`login\S*:\sROOT\sLOGIN`,
    `pam_unix.su${opened}`,
    `pam_unix.su-l${opened}`,
    ...othersThan(daily).map((name) => String.raw`sudo\S*:\s+${name}.*USER=root\s;`),
  ].join('|');
}

/** Expressions that together match the beginning of every name that begins with none of these. */
function othersThan(names: readonly string[]): readonly string[] {
  const prefixes = new Set(names.flatMap((name) => [...name].map((_, length) => name.slice(0, length))));
  const ofWholeName = names.filter((name) => !name.endsWith('-'));
  return [
    ...[...prefixes].map((prefix) => `${prefix}${anyBut(names.flatMap((name) => nextOf(name, prefix)))}`),
    // `root` is one of them, `rooted` is not.
    ...ofWholeName.map((name) => `${name}${anyBut([])}`),
  ];
}

function nextOf(name: string, prefix: string): readonly string[] {
  return name.startsWith(prefix) ? [name.charAt(prefix.length)] : [];
}

/** A character of a name that is none of these small letters or the hyphen; a class that excludes is not promised to work. */
function anyBut(letters: readonly string[]): string {
  const small = [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => !letters.includes(letter)).join('');
  return `[A-Z0-9_.@#${small}${letters.includes('-') ? '' : '-'}]`;
}
