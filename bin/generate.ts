import { parseArgs } from 'node:util';
import { generateOrganization } from '../lib/config/generate-organization';
import { writeGenerated } from '../lib/config/write-generated';

const usage = 'npm run generate -- --accounts 1000 --out DIR [--seed N]';
const options = {
  accounts: { type: 'string' },
  out: { type: 'string' },
  seed: { type: 'string', default: '1' },
} as const;

try {
  const { accounts, out, seed } = parseArgs({ options }).values;
  if (!accounts || !out) throw new Error('--accounts and --out are missing');
  writeGenerated(out, generateOrganization({ accounts: Number(accounts), seed: Number(seed) }));
  console.log(`${out}: ${accounts} accounts`);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nusage: ${usage}`);
  process.exitCode = 1;
}
