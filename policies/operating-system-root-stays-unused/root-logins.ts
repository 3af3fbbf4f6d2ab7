import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { rootLoginExpression, signInsLogGroup } from '../../lib/model/root-logins';

export interface RootLogin {
  /** The instance, as its stream is called. */
  readonly machine: string;
  /** The newest line that says so, without what a command was given: that may be a secret. */
  readonly line: string;
  readonly count: number;
}

const hourMilliseconds = 3_600_000;
// What people can read; the log group has the rest.
const lineCharacters = 240;

/** Who became root in the last hour, by machine; and whether the account keeps sign-ins at all. */
export async function rootLogins(
  session: Session,
): Promise<{ readonly isThere: boolean; readonly logins: readonly RootLogin[] }> {
  const expression = rootLoginExpression();
  const isRoot = new RegExp(expression);
  const asked = {
    logGroupName: signInsLogGroup,
    startTime: Date.now() - hourMilliseconds,
    filterPattern: `%${expression}%`,
  };
  const byMachine = new Map<string, RootLogin>();
  try {
    for await (const { events = [] } of paginateFilterLogEvents(
      { client: session.client(CloudWatchLogsClient) },
      asked,
    )) {
      // The local AWS knows no expressions and gives every line.
      for (const { message = '', logStreamName: machine = '' } of events.filter(({ message = '' }) =>
        isRoot.test(message),
      )) {
        byMachine.set(machine, { machine, line: shown(message), count: (byMachine.get(machine)?.count ?? 0) + 1 });
      }
    }
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return { isThere: false, logins: [] };
    throw error;
  }
  return {
    isThere: true,
    logins: [...byMachine.values()].sort((one, other) => one.machine.localeCompare(other.machine)),
  };
}

const shown = (line: string): string =>
  line
    .replace(/(COMMAND=\S+).*/, '$1')
    .slice(0, lineCharacters)
    .trim();
