import { basename } from 'node:path';
import type { Complaint } from './complaint';
import type { Places } from './places';
import type { Problem } from './problem';
import { positionAt, problemAt } from './problem-at';
import { nameOf } from './subject';

/** A complaint with its place, and with whose it is: `account 'orders-prod': unit must be text, got 7; …`. */
export function locate(complaint: Complaint, root: object, places: Places): Problem {
  const { path, message, advice, at, first, severity } = complaint;
  const place = places.find(root, path, at);
  if (!place) throw new Error(`no file holds ${path.join('.')}; note where its root was read before looking for it`);
  const earlier = first && places.find(root, first);
  const where = earlier ? `, first in ${basename(earlier.source.file)} on line ${positionAt(earlier).line}` : '';
  return problemAt(place, `${nameOf(root, path)} ${message}${where}; ${advice}`.trimStart(), severity);
}
