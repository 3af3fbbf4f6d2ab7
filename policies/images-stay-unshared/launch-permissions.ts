import { valuesOf } from '../../lib/events/api-call';
import { items } from '../../lib/events/cloudtrail-record';

/** Whom an image is shared with: an account, everybody, an organization or one of its units. */
export interface Share {
  readonly kind: 'account' | 'everybody' | 'organization' | 'unit';
  /** Account id or ARN; `all` for everybody. */
  readonly id: string;
}

const kinds = [
  ['userid', 'account'],
  ['group', 'everybody'],
  ['organizationarn', 'organization'],
  ['organizationalunitarn', 'unit'],
] as const;

/** Shares in an answer of EC2 or in a record of a call, which differ in the case of names. */
export function sharesIn(permissions: unknown): readonly Share[] {
  return items(permissions).flatMap((permission) =>
    Object.entries(valuesOf(permission)).flatMap(([name, value]) => {
      const kind = kinds.find(([key]) => key === name.toLowerCase())?.[1];
      // EC2's newer calls are recorded as XML, where an account's id became a number and lost its zeros.
      const id = typeof value === 'number' ? String(value).padStart(12, '0') : value;
      return kind && typeof id === 'string' && (kind !== 'everybody' || id === 'all') ? [{ kind, id }] : [];
    }),
  );
}

export const described = ({ kind, id }: Share): string => (kind === 'everybody' ? 'everybody' : `${kind} ${id}`);

/** Whether the ARN of an organization or a unit belongs to the organization. */
export function isOf(organization: string, arn: string): boolean {
  return arn.split(':')[5]?.split('/')[1] === organization;
}
