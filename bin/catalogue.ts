import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cataloguePage } from '../lib/review/catalogue-page';
import { catalogue } from './commands/catalogue';
import { loadValid } from './commands/load';

// npm run catalogue: writes docs/guardrails.md. A test says when it is stale.
const root = join(__dirname, '..');
const { organization } = loadValid(root, 'example');
writeFileSync(join(root, 'docs', 'guardrails.md'), cataloguePage(catalogue(root, organization)));
