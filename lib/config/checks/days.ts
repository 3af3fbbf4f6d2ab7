const millisecondsPerDay = 86_400_000;

/** `YYYY-MM-DD` in UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function daysAfter(date: Date, days: number): string {
  return dayOf(new Date(date.getTime() + days * millisecondsPerDay));
}
