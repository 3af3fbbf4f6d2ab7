import { rotated } from '../../../lib/organizations/reconcile/rotated';

test('every turn holds every item, and over the turns each comes first', () => {
  const items = Array.from({ length: 24 }, (_, number) => number);
  const turns = items.map((turn) => rotated(items, turn));
  for (const turn of turns) expect([...turn].sort((one, other) => one - other)).toEqual(items);
  expect(new Set(turns.map(([first]) => first)).size).toBe(items.length);
  expect(rotated([], 7)).toEqual([]);
});
