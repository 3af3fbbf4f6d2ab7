import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organizationJsonSchema, policyTestsJsonSchema } from '../lib/config/json-schema';

// npm run schema: what editors complete and check an organization's files with. A test says when one is stale.
const schemas = {
  'organization.schema.json': organizationJsonSchema(),
  'policy-tests.schema.json': policyTestsJsonSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(join(__dirname, '..', 'organizations', name), `${JSON.stringify(schema, null, 2)}\n`);
}
