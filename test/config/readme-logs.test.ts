import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logKinds } from '../../lib/model/log-archive';
import { defaultLogs } from '../../lib/model/logs';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

test.each(logKinds)('the README says how long %s is kept', (kind) => {
  const { expireAfterDays, coldAfterDays, lock } = defaultLogs.keep[kind];
  expect(readme).toContain(`| \`${kind}\` | ${expireAfterDays} | ${coldAfterDays} | ${lock?.days ?? '-'} |`);
});
