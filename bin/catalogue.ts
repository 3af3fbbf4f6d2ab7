import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cataloguePage } from '../lib/review/catalogue-page';
import { gapsPage } from '../lib/review/gaps/gaps-page';
import { catalogue } from './commands/catalogue';
import { gapsOf } from './commands/gaps';
import { loadValid } from './commands/load';

// npm run catalogue: writes docs/guardrails.md, and docs/gaps.md beside it. A test says when one is stale.
async function main(): Promise<void> {
  const root = join(__dirname, '..');
  const { organization } = loadValid(root, 'example');
  writeFileSync(join(root, 'docs', 'guardrails.md'), cataloguePage(catalogue(root, organization)));
  writeFileSync(join(root, 'docs', 'gaps.md'), gapsPage(await gapsOf(organization)));
}
void main();
