const unlimited = Number.POSITIVE_INFINITY;
// Where it begins once a service has complained; most of EC2's and S3's control plane allows more.
const firstCallsPerSecond = 10;
const fewestCallsPerSecond = 0.5;
const enoughCallsPerSecond = 200;
const growth = 1.1;
// Calls under way when the service complains complain together; that is one complaint.
const deafMilliseconds = 1000;

/** Pace of one kind of call in one account and region: halved when the service complains, growing while it does not. */
export class RateLimit {
  readonly #now: () => number;
  #callsPerSecond = unlimited;
  #next = 0;
  #complainedAt = 0;

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
    const faster = this.#callsPerSecond * growth;
    this.#callsPerSecond = faster > enoughCallsPerSecond ? unlimited : faster;
  }

  /** The service asked for less. */
  complained(): void {
    const now = this.#now();
    if (now - this.#complainedAt < deafMilliseconds) return;
    this.#complainedAt = now;
    this.#callsPerSecond =
      this.#callsPerSecond === unlimited
        ? firstCallsPerSecond
        : Math.max(fewestCallsPerSecond, this.#callsPerSecond / 2);
  }
}
