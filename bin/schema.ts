import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organizationJsonSchema } from '../lib/config/json-schema';

// npm run schema: what editors complete and check organization.yaml with. A test says when it is stale.
const file = join(__dirname, '..', 'organizations', 'organization.schema.json');
writeFileSync(file, `${JSON.stringify(organizationJsonSchema(), null, 2)}\n`);
