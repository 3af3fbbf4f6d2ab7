import pc from 'picocolors';
import { escapeControl } from '../../lib/model/escape';

const { stderr } = process;

/** What is going on, on a terminal as one line that changes, in a log as one line for each thing done. */
export const progress = {
  doing(what: string): void {
    if (stderr.isTTY)
      stderr.write(`\r\x1b[2K${pc.dim('…')} ${escapeControl(what).slice(0, (stderr.columns ?? 80) - 3)}`);
  },
  done(what: string, well = true): void {
    if (stderr.isTTY) stderr.write('\r\x1b[2K');
    stderr.write(`${well ? pc.green('✓') : pc.red('✗')} ${escapeControl(what)}\n`);
  },
};
