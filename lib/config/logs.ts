import { type LogKind, logKinds } from '../model/log-archive';
import { copiedKinds, defaultLogs, type Keeping, type Logs, type RecordedElsewhere } from '../model/logs';
import type { LogsFile } from './schema/logs';

/** What is said about logs, and the defaults where nothing is. */
export function logsOf(file: LogsFile | undefined): Logs {
  if (!file) return defaultLogs;
  const { keep = {}, replica, trail = {} } = file;
  const recordedElsewhere = elsewhere(trail.recordedElsewhere);
  // Data events alone are nothing that people ask in seconds.
  const usualDays = recordedElsewhere ? undefined : defaultLogs.trail.cloudWatchDays;
  const { cloudWatchDays = usualDays, insights = defaultLogs.trail.insights, lakeDays } = trail;
  return {
    keep: Object.fromEntries(logKinds.map((kind) => [kind, keepingOf(kind, keep[kind])])) as Logs['keep'],
    ...(replica && { replica: { region: replica.region, kinds: replica.logs ?? copiedKinds } }),
    trail: {
      ...(recordedElsewhere && { recordedElsewhere }),
      ...(cloudWatchDays !== undefined && cloudWatchDays !== 'none' && { cloudWatchDays }),
      insights,
      ...(lakeDays !== undefined && { lakeDays }),
    },
  };
}

type ElsewhereFile = NonNullable<LogsFile['trail']>['recordedElsewhere'];

function elsewhere(said: ElsewhereFile): RecordedElsewhere | undefined {
  if (said === undefined || said === 'off') return undefined;
  return said === 'on' ? {} : said;
}

export type KeepingFile = NonNullable<LogsFile['keep']>[LogKind];

export function keepingOf(kind: LogKind, said: KeepingFile = {}): Keeping {
  const usual = defaultLogs.keep[kind];
  const expireAfterDays = said.days ?? usual.expireAfterDays;
  // What is deleted before it would usually move stays where it is.
  const cold = said.coldAfterDays ?? usual.coldAfterDays;
  const coldAfterDays =
    said.coldAfterDays === undefined && cold !== undefined && cold >= expireAfterDays ? undefined : cold;
  const lock =
    said.lock === 'none'
      ? undefined
      : said.lock
        ? { mode: said.lock.mode ?? 'governance', days: said.lock.days }
        : usual.lock;
  return {
    ...(lock && { lock }),
    expireAfterDays,
    ...(coldAfterDays !== undefined && { coldAfterDays }),
    expireReplacedAfterDays: usual.expireReplacedAfterDays,
  };
}
