import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadValid } from './commands/load';
import { trust } from './commands/trust';

// npm run trust: writes docs/trust.md. A test says when it is stale.
async function main(): Promise<void> {
  process.env.CDK_VALIDATION = 'false';
  const root = join(__dirname, '..');
  const { organization } = loadValid(root, 'example');
  writeFileSync(join(root, 'docs', 'trust.md'), await trust(organization));
}
void main();
