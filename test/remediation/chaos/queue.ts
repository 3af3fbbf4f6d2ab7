import type { Received } from '../../../lib/remediation/hear-batch';

interface Message extends Received {
  readonly visibleAt: number;
  readonly deliveries: number;
}

const visibilityMilliseconds = 360_000;
const mostDeliveries = 5;

/** SQS as the loops have it: at least once, in any order, five deliveries, then a dead letter. */
export class Queue {
  readonly deadLetters: Received[] = [];
  #messages: Message[] = [];
  #sent = 0;

  send(body: string, visibleAt: number): void {
    this.#messages.push({ id: `message-${this.#sent++}`, body, visibleAt, deliveries: 0 });
  }

  /** Up to so many that can be seen, chosen by the caller; the others' turn comes later. */
  receive(now: number, choose: <Item>(items: readonly Item[]) => readonly Item[]): readonly Received[] {
    const visible = this.#messages.filter(({ visibleAt }) => visibleAt <= now);
    const spent = visible.filter(({ deliveries }) => deliveries >= mostDeliveries);
    for (const message of spent) {
      this.deadLetters.push(message);
      this.#messages.splice(this.#messages.indexOf(message), 1);
    }
    const chosen = choose(visible.filter((message) => !spent.includes(message)));
    this.#messages = this.#messages.map((message) =>
      chosen.includes(message)
        ? { ...message, visibleAt: now + visibilityMilliseconds, deliveries: message.deliveries + 1 }
        : message,
    );
    return chosen;
  }

  delete(ids: readonly string[]): void {
    this.#messages = this.#messages.filter(({ id }) => !ids.includes(id));
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** When the next message can be seen. */
  nextAt(): number {
    return Math.min(...this.#messages.map(({ visibleAt }) => visibleAt));
  }
}
