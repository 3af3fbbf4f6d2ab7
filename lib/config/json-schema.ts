import { z } from 'zod';
import { organizationSchema } from './schema/organization';
import { policyTestsSchema } from './schema/policy-tests';

/** For editors: completes and checks `organization.yaml` while it is written. Kept in `organizations/organization.schema.json`. */
export function organizationJsonSchema(): object {
  // An editor sees one file at a time, and accounts may be in others.
  const oneFile = organizationSchema.partial({ accounts: true }).describe(organizationSchema.description ?? '');
  return z.toJSONSchema(oneFile, { target: 'draft-07', io: 'input' });
}

/** Likewise of `policy-tests.yaml`, in `organizations/policy-tests.schema.json`. */
export function policyTestsJsonSchema(): object {
  return z.toJSONSchema(policyTestsSchema, { target: 'draft-07', io: 'input' });
}
