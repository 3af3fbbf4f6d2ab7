import { failureOf, hasCode, isNotOffered } from './failure';
import { type Hands, isNote, type Kind, type Look, type Outcome, type Place, type Scene, type Step } from './kind';
import type { Noted, Report, Reported } from './report';
import type { TimeBox } from './time-box';

const enoughRefusals = 10;

export interface RunOptions {
  readonly scene: Scene;
  readonly hands: Hands;
  readonly time: TimeBox;
  readonly mode: 'plan' | 'apply';
  readonly onStep?: ((step: Reported) => void) | undefined;
}

/** One walk over the kinds of setting, and what came of it. */
export class Run {
  readonly #options: RunOptions;
  readonly #steps: Reported[] = [];
  readonly #notes: Noted[] = [];
  /** What a step was to give, and has not given: planned only, refused, or waiting itself. */
  readonly #missing = new Set<string>();
  /** What a note has said there is not: nobody has to hear it again from whatever stands on it. */
  readonly #absent = new Set<string>();
  /** Where the same refusal would only be heard again, account after account. */
  readonly #refusals = new Map<Kind, number>();
  #complete = true;
  /** Where the last call of a look went. */
  #at: Place | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
  }

  async over(kinds: readonly Kind[]): Promise<Report> {
    const looks = kinds.flatMap((kind) => kind.looks(this.#options.scene).map((look) => ({ kind, look })));
    for (const { kind, look } of looks) {
      if (this.#refusals.get(kind) === enoughRefusals) continue;
      if (this.#options.time.isUp()) this.#complete = false;
      if (!this.#complete) break;
      await this.#settle(kind, look);
    }
    return { steps: this.#steps, notes: this.#notes, complete: this.#complete };
  }

  async #settle(kind: Kind, look: Look): Promise<void> {
    for (const outcome of await this.#outcomes(kind, look)) {
      if (isNote(outcome)) {
        const { note, wrong = false, without } = outcome;
        if (without) this.#absent.add(without);
        this.#notes.push({ setting: kind.id, note, wrong });
        continue;
      }
      if (this.#options.time.isUp()) this.#complete = false;
      if (!this.#complete) return;
      const reported = await this.#take(kind, outcome);
      if (reported) this.#tell(kind, reported);
    }
  }

  /** What there is to do. Where an earlier step has only been planned, as if that had been done and this had not begun. */
  async #outcomes(kind: Kind, look: Look): Promise<readonly Outcome[]> {
    const { scene, hands, mode } = this.#options;
    if (look.needs.some((need) => this.#absent.has(need))) {
      this.#withhold(look, this.#absent);
      return [];
    }
    const lacking = look.needs.filter((need) => this.#missing.has(need));
    if (lacking.length > 0 && mode === 'plan') return look.fromNothing();
    const says = `settle ${kind.id}`;
    if (lacking.length > 0) {
      this.#withhold(look, this.#missing);
      this.#tell(kind, { setting: kind.id, says, ...look.place, outcome: { kind: 'blocked', by: lacking } });
      return [];
    }
    try {
      return await look.outcomes({
        ...hands,
        in: (place) => {
          this.#at = place;
          return hands.in(place);
        },
      });
    } catch (error) {
      if (this.#isOver(error)) return [];
      if (isNotOffered(error)) {
        this.#withhold(look, this.#absent);
        return [{ note: `${look.place.region} does not offer it` }];
      }
      this.#withhold(look, this.#missing);
      const failure = failureOf(error, this.#placeOf(look.place), scene, kind);
      this.#tell(kind, {
        setting: kind.id,
        says: `look at ${kind.id}`,
        ...this.#placeOf(look.place),
        operation: failure.operation,
        outcome: { kind: 'failed', ...failure },
      });
      return [];
    }
  }

  async #take(kind: Kind, step: Step): Promise<Reported | undefined> {
    const { scene, hands, mode } = this.#options;
    const { says, place, operation, gives, needs = [], alreadySo = [] } = step;
    const told = { setting: kind.id, says, ...place, operation };
    if (mode === 'plan') {
      if (gives) this.#missing.add(gives);
      return { ...told, outcome: { kind: 'planned' } };
    }
    const by = needs.filter((need) => this.#missing.has(need));
    if (by.length > 0) {
      if (gives) this.#missing.add(gives);
      return { ...told, outcome: { kind: 'blocked', by } };
    }
    try {
      await step.apply(hands);
    } catch (error) {
      if (this.#isOver(error)) return undefined;
      if (!hasCode(error, alreadySo)) {
        if (gives) this.#missing.add(gives);
        return { ...told, outcome: { kind: 'failed', ...failureOf(error, place, scene, kind) } };
      }
    }
    return { ...told, outcome: { kind: 'done' } };
  }

  /** What it would give cannot be counted on. */
  #withhold(look: Look, from: Set<string>): void {
    for (const outcome of look.fromNothing()) if (!isNote(outcome) && outcome.gives) from.add(outcome.gives);
  }

  /** Whose account a failed look is about: the one that was called, but for calls in management about a member. */
  #placeOf(place: Place): Place {
    return this.#at && this.#at.account !== this.#options.scene.living.managementAccount ? this.#at : place;
  }

  #isOver(error: unknown): boolean {
    const isOver = hasCode(error, ['TimeIsUp']);
    if (isOver) this.#complete = false;
    return isOver;
  }

  #tell(kind: Kind, reported: Reported): void {
    this.#steps.push(reported);
    this.#options.onStep?.(reported);
    if (reported.outcome.kind === 'planned' || reported.outcome.kind === 'done') return;
    const refusals = (this.#refusals.get(kind) ?? 0) + 1;
    this.#refusals.set(kind, refusals);
    if (refusals < enoughRefusals) return;
    this.#notes.push({ setting: kind.id, note: `the rest of ${kind.id} is left to the next run`, wrong: true });
  }
}
