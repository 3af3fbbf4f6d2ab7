import type { JsonObject } from '../../lib/model/json';

/** ARNs of AWS's policy for administrators, and of one that a team made. */
export const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
export const own = 'arn:aws:iam::111122223333:policy/orders';

/** Allows everything, but for what is said otherwise. */
export const statement = (more: object = {}) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });

export const document = (...statements: readonly object[]) =>
  ({ Version: '2012-10-17', Statement: statements }) as unknown as JsonObject;

export const all = document(statement());

export const some = document(statement({ Action: 'sqs:*' }));

export const text = (policy: object) => JSON.stringify(policy);
