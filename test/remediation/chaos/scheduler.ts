import type { Random } from './random';

interface Waiting {
  readonly worker: number;
  readonly at: number;
  readonly wake: () => void;
}

/**
 * Time and turns. Whatever a worker awaits waits here until its turn comes; who is next is the seed's choice among those
 * whose time has come, and a worker that is stopped is never woken again.
 */
export class Scheduler {
  now = Date.parse('2026-11-21T10:00:00Z');
  readonly #random: Random;
  #waiting: Waiting[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  /** A turn for the worker, not before so many milliseconds have passed. */
  turn(worker: number, milliseconds = 0): Promise<void> {
    return new Promise((wake) => {
      this.#waiting.push({ worker, at: this.now + milliseconds, wake });
    });
  }

  stop(worker: number): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.worker !== worker);
  }

  /** Who may be stopped now. */
  workers(): readonly number[] {
    return [...new Set(this.#waiting.map(({ worker }) => worker))];
  }

  /** Wakes one; false when nobody waits. */
  async step(): Promise<boolean> {
    if (this.#waiting.length === 0) return false;
    this.now = Math.max(this.now, Math.min(...this.#waiting.map(({ at }) => at)));
    const due = this.#waiting.filter(({ at }) => at <= this.now);
    const next = this.#random.pick(due);
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    next.wake();
    // Until it waits again, or has ended.
    await new Promise(setImmediate);
    return true;
  }
}
