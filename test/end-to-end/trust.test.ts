import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadValid } from '../../bin/commands/load';
import { trust } from '../../bin/commands/trust';
import { root } from './project';

test('docs/trust.md is fresh; npm run trust makes it', async () => {
  const { organization } = loadValid(root, 'example');
  expect(readFileSync(join(root, 'docs/trust.md'), 'utf8')).toBe(await trust(organization));
});
