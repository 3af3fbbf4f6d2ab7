import { createHash } from 'node:crypto';

/**
 * A logical id that a person recognizes and no other name shares: `logicalId('Account', 'orders-prod')` → `AccountOrdersProd4CD90A3B`.
 * It depends on the name alone, so that a neighbour who comes or goes renames nobody.
 */
export function logicalId(kind: string, name: string): string {
  const legible = name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 200);
  return `${kind}${legible}${createHash('sha256').update(name).digest('hex').slice(0, 8).toUpperCase()}`;
}
