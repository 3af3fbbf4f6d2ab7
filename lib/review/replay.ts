import { actorOf } from '../events/actor';
import { type CloudTrailRecord, envelope } from '../events/cloudtrail-record';
import type { Facts } from '../model/facts';
import type { EventBridgeEvent, Finding } from '../model/finding';
import type { Guardrail } from '../model/guardrail';
import type { AccountId } from '../model/organization';
import { ReplaySummary } from './replay-summary';

/** Where the synthesized rules bring a record. */
export interface Routes {
  /** Ids of the guardrails with a rule for the event, whether or not it gets so far. */
  readonly watching: (event: EventBridgeEvent) => readonly string[];
  /** Whether the record reaches that guardrail's function; else why not. */
  readonly delivered: (record: CloudTrailRecord, guardrail: string) => true | string;
}

export interface GuardrailAnswer {
  readonly id: string;
  readonly outcome: Finding['kind'];
  readonly because: string;
}

/** What the landing zone would have made of a record. */
export interface ReplayAnswer {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventSource: string;
  /** Whether a guardrail would have got it; else why not, and `guardrails` says what they would have made of it. */
  readonly delivered: true | string;
  readonly guardrails: readonly GuardrailAnswer[];
}

export interface ReplayOptions {
  readonly routes: Routes;
  readonly guardrails: readonly Guardrail[];
  readonly facts: Facts;
  /** Whether a guardrail does anything in an account. @default all do, everywhere */
  readonly acts?: ((guardrail: Guardrail, account: AccountId) => boolean) | undefined;
  /** Every record is taken for this account's. @default the account the record names */
  readonly account?: AccountId;
}

/** History, held against an organization: record after record, with a sum at the end. */
export class Replay {
  readonly summary: ReplaySummary;
  readonly #options: ReplayOptions;
  readonly #guardrails: ReadonlyMap<string, Guardrail>;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#guardrails = new Map(options.guardrails.map((guardrail) => [guardrail.id, guardrail]));
    this.summary = new ReplaySummary(this.#guardrails);
  }

  /** Undefined where no guardrail watches for such a record. */
  answer(original: CloudTrailRecord): ReplayAnswer | undefined {
    this.summary.records++;
    const { routes, account } = this.#options;
    const record = account === undefined ? original : { ...original, recipientAccountId: account };
    const event = envelope(record);
    const watching = routes.watching(event);
    if (watching.length === 0) return undefined;

    const ways = watching.map((id) => ({ id, delivered: routes.delivered(record, id) }));
    const arrived = ways.filter(({ delivered }) => delivered === true);
    const asked = arrived.length > 0 ? arrived : ways;
    const answer = {
      eventID: record.eventID ?? '',
      eventName: record.eventName,
      eventSource: record.eventSource,
      delivered: arrived.length > 0 || (ways[0]?.delivered ?? true),
      guardrails: asked.map(({ id }) => ({ id, ...this.#judge(id, { ...event, detail: record }) })),
    };
    this.summary.add(answer);
    return answer;
  }

  #judge(id: string, event: EventBridgeEvent): Omit<GuardrailAnswer, 'id'> {
    const { facts, acts } = this.#options;
    // As the function does: what the platform does is no finding, whatever it is.
    if (actorOf(event, facts).kind === 'platform') return { outcome: 'ignored', because: 'the platform did it' };
    const guardrail = this.#guardrails.get(id);
    if (guardrail && acts?.(guardrail, event.account) === false) {
      return { outcome: 'ignored', because: 'the guardrail is off where the account is' };
    }
    const finding = guardrail?.monitor?.finding(event, facts);
    return finding
      ? { outcome: finding.kind, because: finding.because }
      : { outcome: 'ignored', because: 'the guardrail looks at no events' };
  }
}
