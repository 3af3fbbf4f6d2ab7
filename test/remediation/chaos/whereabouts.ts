/** Units an account is moved between, and what the guardrail does in each. */
export const modes = {
  'ou-fixed-11111111': 'enforce',
  'ou-told-11111111': 'notify',
  'ou-off-11111111': 'off',
} as const;
export type Unit = keyof typeof modes;
export const units = Object.keys(modes) as readonly Unit[];

/** Where an account is, and was: what is done to it has to be right for a place it was in meanwhile. */
export class Whereabouts {
  #history: readonly { readonly unit: Unit; readonly from: number }[];

  constructor(unit: Unit, from: number) {
    this.#history = [{ unit, from }];
  }

  get unit(): Unit {
    return this.#history.at(-1)?.unit as Unit;
  }

  move(unit: Unit, at: number): void {
    this.#history = [...this.#history, { unit, from: at }];
  }

  /** Whether it was in such a place at any time from then on. */
  wasWhere(mode: (typeof modes)[Unit], since: number): boolean {
    return this.#history.some(({ unit }, at) => {
      const until = this.#history[at + 1]?.from ?? Number.POSITIVE_INFINITY;
      return until >= since && modes[unit] === mode;
    });
  }
}
