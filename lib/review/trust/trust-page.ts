import type { Organization } from '../../model/organization';
import { conditionInWords } from '../condition-in-words';
import { row, text } from '../markdown';
import { alike } from './alike';
import type { Delegation } from './delegations-in';
import type { Grant, Grants } from './grant';

/** The page of what crosses accounts, in Markdown. A line per statement; stacks that say the same in several regions share it. */
export function trustPage(
  { inward, outward }: Grants,
  delegations: readonly Delegation[],
  organization: Organization,
): string {
  const say = inWords(organization);
  return [
    '# Who may do what in another account',
    '',
    'This page is made by `npm run trust` from the synthesized templates of the example organization; a test says when it is stale. It holds every statement that lets another account in, or an AWS service that does not come for the account itself alone, and every role of ours that reaches into another account. What it does not hold, nobody of ours may do. Service control policies and resource control policies only ever take away, and are in [guardrails.md](guardrails.md). Service-managed StackSets reach member accounts through roles that AWS makes and keeps.',
    '',
    '## Who is let in',
    '',
    ...table(['account', 'who', 'may', 'on', 'where', 'said by'], inward, (grant) => [
      say(grant.where),
      grant.who.map(say).join(', '),
      actions(grant),
      grant.resources.map(say).join(', ') || 'itself',
      say(conditionInWords(grant.condition).replace(/^ where /, '')) || 'always',
      say(grant.saidBy),
    ]),
    '',
    '## Who reaches out',
    '',
    'Each of these needs the other side to let it in, too.',
    '',
    ...table(['account', 'who', 'may', 'on', 'where'], outward, (grant) => [
      say(grant.where),
      grant.who.map(say).join(', '),
      actions(grant),
      grant.resources.map(say).join(', '),
      say(conditionInWords(grant.condition).replace(/^ where /, '')) || 'always',
    ]),
    '',
    '## Who administers, and who signs in',
    '',
    "Delegated administrators that no template can name are the reconciler's: `npx breakwater reconcile --plan` lists them.",
    '',
    ...table(['who', 'may', 'where'], delegations, ({ who, may, where }) => [say(who), may, say(where)]),
    '',
  ].join('\n');
}

function table<Entry>(
  head: readonly string[],
  entries: readonly Entry[],
  cells: (entry: Entry) => readonly string[],
): readonly string[] {
  const rows = [...new Set(entries.map((entry) => row(cells(entry).map(text))))];
  const byRegion = alike(rows, aRegion, 'REGION').map(({ line }) => line);
  const merged = alike(byRegion, aGuardrail, 'GUARDRAIL').toSorted((one, other) => (one.line < other.line ? -1 : 1));
  const sets = [...new Set(merged.flatMap(({ names }) => (names.length === 0 ? [] : [names.toSorted().join(', ')])))];
  return [
    row(head),
    row(head.map(() => '---')),
    ...merged.map(({ line, names }) =>
      names.length === 0 ? line : line.replaceAll('GUARDRAIL', `GUARDRAIL${mark(sets, names)}`),
    ),
    ...sets.flatMap((names) => ['', `GUARDRAIL${mark(sets, names.split(', '))} stands for each of ${names}.`]),
  ];
}

const aRegion = /()\b[a-z]{2}(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)+-\d\b/g;
const aGuardrail = /(\bbreakwater-(?:fix|run)-)[a-z0-9-]+/g;

/** Which of several sets of guardrails is meant; nothing where there is but one. */
function mark(sets: readonly string[], names: readonly string[]): string {
  return sets.length < 2 ? '' : `-${sets.indexOf(names.toSorted().join(', ')) + 1}`;
}

const actions = (grant: Grant): string => grant.actions.join(', ');

/** Accounts by their names. */
function inWords({ accounts }: Organization): (words: string) => string {
  const names = accounts.flatMap(({ id, name }) => (id ? [[id, name] as const] : []));
  return (words) =>
    names
      .reduce((text, [id, name]) => text.replaceAll(id, name), words)
      .replaceAll(/arn:aws[a-z-]*:iam::([a-z0-9-]+):root/g, 'account $1');
}
