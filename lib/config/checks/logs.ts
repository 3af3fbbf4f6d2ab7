import { type LogKind, logKinds, logTraits } from '../../model/log-archive';
import type { Complaint } from '../complaint';
import { type KeepingFile, keepingOf } from '../logs';
import { partitionOf } from '../regions';
import { listed } from '../shown';
import { suggest } from '../suggest';
import type { Check, OrganizationDraft } from './check';

export const checkLogs: Check = function* (draft) {
  const keep = draft.logs?.keep ?? {};
  for (const kind of logKinds) {
    const said = keep[kind];
    if (said && isWhole(said)) yield* complaintsAbout(kind, said);
  }
  yield* replicaComplaints(draft);
  if (draft.logs?.trail?.lakeDays && draft.homeRegion && partitionOf(draft.homeRegion) === 'aws-cn') {
    const message = 'is set, but CloudTrail Lake does not exist in China';
    yield { path: ['logs', 'trail', 'lakeDays'], message, advice: 'remove it' };
  }
  yield* elsewhereComplaints(draft);
};

type SaidKeeping = NonNullable<KeepingFile>;

/** Whether nothing in it has a problem already. */
function isWhole(said: object): said is SaidKeeping {
  return Object.values(said).every((value) => value !== null && (typeof value !== 'object' || isWhole(value)));
}

function* complaintsAbout(kind: LogKind, said: SaidKeeping): Iterable<Complaint> {
  const path = ['logs', 'keep', kind];
  const { lock, expireAfterDays, coldAfterDays } = keepingOf(kind, said);
  if (said.lock && said.lock !== 'none' && !logTraits[kind].lockable) {
    const message = 'is set, but AWS delivers these logs to no bucket with object lock';
    const advice = "remove it; a 'replica' is locked";
    yield { path: [...path, 'lock'], message, advice };
  } else if (lock && lock.days > expireAfterDays) {
    const where = said.lock && said.lock !== 'none' ? ['lock', 'days'] : ['days'];
    const message = `would delete logs after ${expireAfterDays} days, which are locked for ${lock.days}`;
    const advice = `keep them for ${lock.days} days or more, or lock them for less`;
    yield { path: [...path, ...where], message, advice };
  }
  if (coldAfterDays !== undefined && coldAfterDays >= expireAfterDays) {
    const message = `is ${coldAfterDays}, but the logs are deleted after ${expireAfterDays} days`;
    yield { path: [...path, 'coldAfterDays'], message, advice: 'move them sooner, or keep them for longer' };
  }
}

/** What no longer works by itself where another trail records management events. */
function* elsewhereComplaints({ logs }: OrganizationDraft): Iterable<Complaint> {
  const { recordedElsewhere: said, insights } = logs?.trail ?? {};
  if (!said || said === 'off') return;
  if (insights) {
    const message = 'looks at management events, which are recorded elsewhere';
    yield { path: ['logs', 'trail', 'insights'], message, advice: 'remove it, and switch it on in that trail' };
  }
  const path = ['logs', 'trail', 'recordedElsewhere'];
  const known = said === 'on' ? {} : said;
  if (known.logGroup === undefined) {
    const message = 'names no logGroup, so nobody hears the management account in regions that nobody governs';
    yield { path, message, advice: "add the log group that trail writes to: 'logGroup: …'", severity: 'warning' };
  }
  if (known.bucket === undefined) {
    const message = 'names no bucket, so Athena is asked nothing about who did what';
    yield { path, message, advice: "add the bucket that trail writes to: 'bucket: …'", severity: 'warning' };
  }
}

function* replicaComplaints({ logs, homeRegion, governedRegions }: OrganizationDraft): Iterable<Complaint> {
  const region = logs?.replica?.region;
  if (!region) return;
  const path = ['logs', 'replica', 'region'];
  if (region === homeRegion) {
    yield { path, message: `'${region}' is the home region itself`, advice: 'choose another governed region' };
    return;
  }
  const governed = governedRegions?.filter((one) => one !== null);
  if (!governed || governed.includes(region)) return;
  const others = governed.filter((one) => one !== homeRegion);
  const near = suggest(region, others);
  const message = partitionOf(region) ? `'${region}' is not governed` : `'${region}' is not a region`;
  const advice = near
    ? `did you mean '${near}'?`
    : `add it to governedRegions${others.length ? `, or choose ${listed(others)}` : ''}`;
  yield { path, message, advice };
}
