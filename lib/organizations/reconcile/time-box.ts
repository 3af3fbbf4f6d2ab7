import type { Sleep } from '../calls/call';

/** There is no time left: what has not been done yet is for the next run. */
class TimeIsUp extends Error {
  constructor() {
    super('the time of this run is up; the next run goes on');
    this.name = 'TimeIsUp';
  }
}

export interface TimeBox {
  readonly isUp: () => boolean;
  /** Sleeps no longer than there is time. @throws TimeIsUp */
  readonly sleep: Sleep;
}

/** @param until in milliseconds, as `now` tells them */
export function timeBox(until: number, sleep: Sleep, now: () => number = Date.now): TimeBox {
  return {
    isUp: () => now() >= until,
    sleep: async (milliseconds) => {
      if (now() + milliseconds >= until) throw new TimeIsUp();
      await sleep(milliseconds);
    },
  };
}
