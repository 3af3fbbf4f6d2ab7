const unlimited = Number.POSITIVE_INFINITY;
// What EC2 and S3 let an account do of most calls that change or list (2026-11) is of this order.
const firstCallsPerSecond = 20;
const fewestCallsPerSecond = 0.5;
const enoughCallsPerSecond = 100;
// Calls a second more for each answer: a third more each second that nobody complains.
const growth = 0.3;
// Calls under way when the service complains complain together; that is one complaint.
const deafMilliseconds = 1000;

/** Pace of one kind of call in one account and region: halved when the service complains, growing while it does not. */
export class RateLimit {
  readonly #now: () => number;
  #callsPerSecond = unlimited;
  #next = 0;
  #complainedAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Takes the next place in the line; milliseconds to wait for it. */
  turn(): number {
    if (this.#callsPerSecond === unlimited) return 0;
    const now = this.#now();
    const at = Math.max(now, this.#next);
    this.#next = at + 1000 / this.#callsPerSecond;
    return at - now;
  }

  /** The service answered. */
  answered(): void {
    const faster = this.#callsPerSecond + growth;
    this.#callsPerSecond = faster > enoughCallsPerSecond ? unlimited : faster;
  }

  /** The service asked for less. */
  complained(): void {
    const now = this.#now();
    if (now - this.#complainedAt < deafMilliseconds) return;
    this.#complainedAt = now;
    const slower = this.#callsPerSecond === unlimited ? firstCallsPerSecond : this.#callsPerSecond / 2;
    this.#callsPerSecond = Math.max(fewestCallsPerSecond, slower);
    this.#next = now;
  }
}
