import { join } from 'node:path';
import { Command } from 'commander';
import { escapeControl } from '../lib/model/escape';
import { version } from '../package.json';
import type { Whose } from './commands/describe-trouble';
import type { Placement } from './commands/foreign-policies';

const root = join(__dirname, '..');
const choice = ['--org <name-or-path>', 'organization: a name under organizations/, or a folder anywhere'] as const;

const program = new Command('breakwater')
  .description('Answers questions about a landing zone, before and after it is deployed.')
  .version(version, '--version', 'the version of this checkout')
  .showHelpAfterError('(breakwater --help lists the commands, breakwater COMMAND --help what each takes)')
  .showSuggestionAfterError();

program.commandsGroup('Before anything is deployed, without AWS:');

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

const placements: Placement[] = [];
const simulate = program
  .command('simulate')
  .description("ask what policies say to a call: an organization's in one of its accounts, or those of files")
  .option(...choice)
  .option('--account <name>', 'account the call is made in, and whose resource it is about')
  .option('--action <action>', 'such as s3:PutBucketAcl')
  .option('--resource <arn>', 'ARN the call is about', '*')
  .option('--principal <arn>', 'who calls; a role of a workload unless given')
  .option('--context <key=value...>', 'condition keys; what follows from the organization need not be given')
  .option('--requests <file>', 'many calls: JSON list or lines of { action, resource, principal, context }')
  .option('--level [name]', 'files: begins the next level of the hierarchy, root first')
  .option('--scp <file...>', 'files: service control policies of that level')
  .option('--rcp <file...>', 'files: resource control policies of that level')
  .option('--identity <file...>', "files: the principal's own policies")
  .option('--boundary <file>', "files: the principal's permissions boundary")
  .option('--json', 'answer in JSON, a line for each call; always so for --requests')
  .action(async (options) => (await import('./commands/simulate')).simulate(root, options, placements));
for (const option of ['level', 'scp', 'rcp'] as const)
  simulate.on(`option:${option}`, (value: string | null) => placements.push({ option, value: value ?? '' }));

program
  .command('policies')
  .description('list every policy document, where it is attached, and its size against quota')
  .option(...choice)
  .option('--account <name>', 'only what applies to that account, root first')
  .option('--effective', 'what accounts end up with, of policy types that AWS merges along the tree')
  .option('--lint <file...>', 'say instead what is wrong with service and resource control policies in files')
  .option('--json', 'a JSON line for each document, or for each thing that is wrong')
  .action(async (options) => (await import('./commands/policies')).policies(root, options));

program
  .command('list')
  .description('every guardrail: severity, layers, modes in the organization, frameworks')
  .option(...choice)
  .option('--json', 'print JSON')
  .action(async (options) => (await import('./commands/list')).list(root, options));

program
  .command('explain <guardrail>')
  .description('what a guardrail denies, sees and fixes, with which permissions, and what is exempt')
  .option(...choice)
  .option('--json', 'print JSON')
  .action(async (id, options) => (await import('./commands/explain')).explain(root, id, options));

program
  .command('gaps')
  .description('what AWS can do to permissions that no guardrail keeps, and nobody decided to leave alone')
  .option(...choice)
  .option('--json', 'print JSON')
  .action(async (options) => (await import('./commands/gaps')).gaps(root, options));

program
  .command('replay <path...>')
  .description('shadow-run CloudTrail history: files as they lie in S3, lists, lines, folders of these, or - for stdin')
  .option(...choice)
  .option('--account <name>', 'take every record for that account, instead of the one it names')
  .option('--json', 'a JSON line for each record a guardrail watches for, the summary last (docs/replay.md)')
  .option('--strict', 'exit with 3 when something could not be read')
  .action(async (paths, options) => (await import('./commands/replay')).replay(root, paths, options));

program
  .command('match')
  .description('hold events against event patterns, as EventBridge would')
  .requiredOption('--cases <file>', 'JSON lines of { id, pattern, event }; - for stdin')
  .option('--json', 'answer each case with a JSON line')
  .action(async (options) => (await import('./commands/match')).match(options));

const whose = new Map<string, Whose>();
const asks = (account: Whose, ...names: readonly string[]): void => {
  program.commandsGroup(`With credentials of the ${account} account:`);
  for (const name of names) whose.set(name, account);
};

asks('management', 'sync', 'accounts', 'reconcile');

program
  .command('sync')
  .description('learn the ids of units and accounts from AWS and write organization.lock.yaml')
  .option(...choice)
  .action(async (options) => (await import('./commands/sync')).sync(root, options));

program
  .command('accounts')
  .description('tell where each account stands, what it waits for, and what AWS would refuse to create')
  .option(...choice)
  .option('--json', 'print JSON')
  .action(async (options) => (await import('./commands/accounts')).accounts(root, options));

program
  .command('reconcile')
  .description('settle what no CloudFormation resource does: trust, administrators, contacts, quotas')
  .option(...choice)
  .option('--plan', 'tell what would be changed, and change nothing')
  .option('--role <name>', 'role to take in other accounts', 'OrganizationAccountAccessRole')
  .option('--code <account=code>', 'end the change of an e-mail address with the code AWS has mailed to it')
  .option('--json', 'a JSON line for each change and each note')
  .action(async (options) => (await import('./commands/reconcile')).reconcile(root, options));

asks('security', 'undo', 'approve', 'break-glass', 'fixes');

program
  .command('undo <fix>')
  .description('give a resource back what a fix changed, and let it be for a while')
  .option(...choice)
  .option('--days <n>', 'how long no fix touches the resource', '1')
  .action(async (fix, options) => (await import('./commands/undo')).undo(root, fix, options));

program
  .command('approve <record>')
  .description('agree to a fix that waits for a person')
  .option(...choice)
  .action(async (record, options) => (await import('./commands/approve')).approve(root, record, options));

program
  .command('break-glass <open|approve|refuse> [token]')
  .description('ask for access that may do anything, or answer whoever asks; two people, and everybody hears')
  .option(...choice)
  .option('--because <reason>', 'why; everybody who gets alerts reads it')
  .action(async (deed, token, options) =>
    (await import('./commands/break-glass')).breakGlass(root, deed, token, options),
  );

program
  .command('fixes <on|off>')
  .description('stop or resume every fix in the organization at once')
  .option(...choice)
  .option('--because <reason>', 'why; the ledger keeps it')
  .action(async (state, options) => (await import('./commands/fixes')).fixes(root, state, options));

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
// `head` reads no further than it has to, and closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
program.parseAsync().catch(async (error: unknown) => {
  const { describeTrouble } = await import('./commands/describe-trouble');
  // Messages quote names from files, which may hold anything.
  const lines = describeTrouble(error, whose.get(program.args[0] ?? '')).split('\n');
  process.stderr.write(`${lines.map(escapeControl).join('\n')}\n`);
  process.exitCode = 1;
});
