import { z } from 'zod';
import { organizationSchema } from './schema/organization';

/** For editors: completes and checks `organization.yaml` while it is written. Kept in `organizations/organization.schema.json`. */
export function organizationJsonSchema(): object {
  // An editor sees one file at a time, and accounts may be in others.
  const oneFile = organizationSchema.partial({ accounts: true }).describe(organizationSchema.description ?? '');
  return z.toJSONSchema(oneFile, { target: 'draft-07', io: 'input' });
}
