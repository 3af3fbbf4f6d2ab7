import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { defineFix, type Session } from '../../lib/model/guardrail';

/** Whoever looks into something needs a month of what was before. */
export const leastDays = 30;
/** The longest that CloudWatch Logs takes beside forever (2026-11): what it was before is not known, and nothing more is to be lost. */
const longestDays = 3653;

type State =
  | { readonly kind: 'group'; readonly group: string; readonly days?: number }
  | { readonly kind: 'lost'; readonly what: string };
interface Change {
  readonly group: string;
  readonly days: number;
}

export const fix = defineFix<State, Change>({
  permissions: [
    { actions: ['logs:DescribeLogGroups', 'logs:PutRetentionPolicy'], resources: ['arn:aws:logs:*:*:log-group:*'] },
  ],

  async read({ type, id }, session) {
    const lost = { kind: 'lost', what: id } as const;
    if (type !== 'AWS::Logs::LogGroup') return lost;
    const { logGroups = [] } = await session
      .client(CloudWatchLogsClient)
      .send(new DescribeLogGroupsCommand({ logGroupNamePrefix: id }));
    const found = logGroups.find(({ logGroupName }) => logGroupName === id);
    if (!found) return lost;
    const { retentionInDays: days } = found;
    return { kind: 'group', group: id, ...(days !== undefined && { days }) };
  },

  decide(state) {
    if (state.kind === 'lost') {
      return { kind: 'ask', because: `${state.what} was deleted by hand: what it held cannot be brought back` };
    }
    const { group, days } = state;
    if (days === undefined || days >= leastDays) return { kind: 'leave', because: `${group} is kept for long enough` };
    const because = `${group} is kept for ${days} days only, and no template says so`;
    return { kind: 'plan', change: { group, days: longestDays }, because };
  },

  apply: ({ group, days }, session) => keep(group, days, session),

  async undo(before, _change, session) {
    if (before.kind === 'group' && before.days !== undefined) await keep(before.group, before.days, session);
  },
});

async function keep(logGroupName: string, retentionInDays: number, session: Session): Promise<void> {
  await session.client(CloudWatchLogsClient).send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
}
