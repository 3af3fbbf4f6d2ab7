import { join } from 'node:path';
import { Command } from 'commander';
import { escapeControl } from '../lib/model/escape';

const root = join(__dirname, '..');
const choice = ['--org <name-or-path>', 'organization: a name under organizations/, or a folder anywhere'] as const;

const program = new Command('breakwater')
  .description('Answers questions about a landing zone, before and after it is deployed.')
  .showHelpAfterError('(breakwater --help lists the commands)')
  .showSuggestionAfterError();

program
  .command('validate [organization]')
  .description('check organization.yaml and its lock file; report every problem at once')
  .action(async (organization) => (await import('./commands/validate')).validate(root, organization));

program
  .command('rehearse')
  .description('deploy the organization to a local AWS and play every drill')
  .option(...choice)
  .option('--guardrail <id>', 'play the drills of one guardrail only')
  .option('--out <folder>', 'where report.json goes', 'out')
  .action(async (options) => (await import('./commands/rehearse')).rehearse(root, options));

program
  .command('check <template...>')
  .description('hold CloudFormation templates against every guardrail, before they are deployed')
  .option(...choice)
  .action(async (templates, options) => (await import('./commands/check')).check(root, templates, options));

program
  .command('sync')
  .description('learn the ids of units and accounts from AWS and write organization.lock.yaml')
  .option(...choice)
  .action(async (options) => (await import('./commands/sync')).sync(root, options));

program
  .command('undo <fix>')
  .description('give a resource back what a fix changed, and let it be for a while')
  .option(...choice)
  .option('--days <n>', 'how long no fix touches the resource', '1')
  .action(async (fix, options) => (await import('./commands/undo')).undo(root, fix, options));

program.parseAsync().catch((error: unknown) => {
  // Messages quote names from files, which may hold anything.
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.split('\n').map(escapeControl).join('\n')}\n`);
  process.exitCode = 1;
});
