import type { Assembly } from '../assembly/assembly';
import { type CloudTrailRecord, deliverability, deliveryRegion, envelope } from '../events/cloudtrail-record';
import { compilePatterns } from '../events/pattern/compile-patterns';
import { possibleKinds } from '../events/pattern/possible-kinds';
import { recordedDataEvents } from '../events/recorded-data-events';
import { type EventRule, eventRulesIn } from '../events/rules';
import type { EventBridgeEvent } from '../model/finding';
import type { Template } from '../model/template';
import { type HubFunction, hubFunctions } from './functions';

/** What came of a record on its way from a member account to a function. */
export type Route =
  | { readonly kind: 'delivered'; readonly event: EventBridgeEvent; readonly rule: string }
  | { readonly kind: 'lost'; readonly because: string };

type Match = (event: EventBridgeEvent) => readonly EventRule[];

/** The way of events through the synthesized rules: of the account's own region, then of the hub. */
export class Hub {
  readonly functions: readonly HubFunction[];
  /** By account and region; `*` stands for every account that a stack set reaches. */
  readonly #forwarding: ReadonlyMap<string, Match>;
  /** Accounts that hold stack sets: those with service-managed permissions never deploy there. */
  readonly #unreached: ReadonlySet<string>;
  readonly #hub: Match;
  readonly #isWatchedKind: (event: EventBridgeEvent) => boolean;
  readonly #recorded: readonly ReturnType<typeof recordedDataEvents>[];

  constructor(assembly: Assembly) {
    this.functions = hubFunctions(assembly);
    const hubRules = this.functions.flatMap(({ rules }) => rules);
    this.#hub = matcher(hubRules);
    this.#isWatchedKind = possibleKinds(hubRules.flatMap(({ pattern }) => (pattern ? [pattern] : [])));
    this.#recorded = assembly.stacks.map(({ template }) => recordedDataEvents(template));
    const places = assembly.stacks.flatMap(({ account, region, template, stackSets }) => [
      { key: `${account} ${region}`, rules: forwarding(template) },
      ...stackSets.flatMap(({ template: body, regions }) =>
        regions.map((each) => ({ key: `* ${each}`, rules: forwarding(body) })),
      ),
    ]);
    this.#unreached = new Set(
      assembly.stacks.filter(({ stackSets }) => stackSets.length > 0).map(({ account }) => account),
    );
    const byPlace = new Map<string, EventRule[]>();
    for (const { key, rules } of places) byPlace.set(key, [...(byPlace.get(key) ?? []), ...rules]);
    this.#forwarding = new Map([...byPlace].map(([key, rules]) => [key, matcher(rules)]));
  }

  /** The functions that have a rule for the event, whether or not it gets so far. */
  watching(event: EventBridgeEvent): readonly HubFunction[] {
    const rules = this.#isWatchedKind(event) ? this.#hub(event) : [];
    return rules.length === 0 ? [] : this.functions.filter((each) => each.rules.some((rule) => rules.includes(rule)));
  }

  /** Whether the record reaches that function, by which of the hub's rules, or why not. */
  route(record: CloudTrailRecord, to: HubFunction): Route {
    const event = { ...envelope(record), region: deliveryRegion(record) };
    const dataEvents = (one: CloudTrailRecord) => this.#recorded.some((records) => records(one));
    return this.#pass(event, to, record.eventName, ({ state }) => deliverability(record, state, { dataEvents }));
  }

  /** The same for what a service tells by itself: no trail has to record it. */
  routeEvent(event: EventBridgeEvent, to: HubFunction): Route {
    const name = `${event.source}: ${event['detail-type']}`;
    return this.#pass(event, to, name, ({ state }) => state !== 'DISABLED' || 'the rule is disabled');
  }

  #pass(event: EventBridgeEvent, to: HubFunction, name: string, offered: (rule: EventRule) => true | string): Route {
    const whose = this.#unreached.has(event.account) ? [event.account] : [event.account, '*'];
    const forwarded = whose.flatMap((who) => this.#forwarding.get(`${who} ${event.region}`)?.(event) ?? []);
    if (forwarded.length === 0) return lost(`no forwarding rule in ${event.region} matches ${name}`);
    const reasons = forwarded.map(offered);
    if (!reasons.includes(true)) return lost(String(reasons[0]));
    const rules = this.#hub(event).filter((one) => to.rules.includes(one));
    const rule = rules.find((one) => offered(one) === true);
    if (rule) return { kind: 'delivered', event, rule: rule.logicalId };
    return lost(rules[0] ? `in the hub ${offered(rules[0])}` : `no rule of ${to.name} matches ${name}`);
  }
}

const lost = (because: string): Route => ({ kind: 'lost', because });

/** Rules of the default bus with a target on another account's bus. */
function forwarding(template: Template): readonly EventRule[] {
  return eventRulesIn(template, {}).filter(({ eventBus, targets }) => {
    return eventBus === 'default' && targets.some(({ roleArn }) => roleArn !== undefined);
  });
}

/** Whether it matches is asked once for each function; an event is matched once. */
function matcher(rules: readonly EventRule[]): Match {
  const match = compilePatterns(rules.flatMap((rule) => (rule.pattern ? [{ key: rule, pattern: rule.pattern }] : [])));
  let last: EventBridgeEvent | undefined;
  let matched: readonly EventRule[] = [];
  return (event) => {
    const { detail, account, region } = event;
    if (last?.detail !== detail || last.account !== account || last.region !== region) matched = match(event);
    last = event;
    return matched;
  };
}
