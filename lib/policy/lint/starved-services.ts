import { wildcardMatches } from '../../model/wildcard';
import type { ActionCatalogue } from './action-catalogue';
import type { LintedStatement } from './linted-statement';

const mostNamed = 8;
/** What nearly every account needs, and allow lists forget. */
const needed = [
  'sts',
  'iam',
  'kms',
  'logs',
  'cloudwatch',
  'cloudformation',
  'ssm',
  'events',
  'ec2',
  's3',
  'tag',
  'support',
];

/** What an allow list leaves without a single action, where it is attached instead of FullAWSAccess. */
export function* starvedServices(
  statements: readonly LintedStatement[],
  { services }: ActionCatalogue,
): Iterable<string> {
  const allows = statements.filter(({ effect, type }) => effect === 'Allow' && type === 'SERVICE_CONTROL_POLICY');
  if (allows.length === 0) return;
  const starved = [...services].filter((service) => !allows.some((statement) => reaches(statement, service)));
  if (starved.length === 0) return;
  const first = [...needed.filter((service) => starved.includes(service)), ...starved];
  const named = [...new Set(first)].slice(0, mostNamed).join(', ');
  yield `is an allow list: without FullAWSAccess beside it, nothing of ${starved.length} services works, such as ${named}; keep FullAWSAccess attached, or allow them`;
}

function reaches({ actions, isNegated }: LintedStatement, service: string): boolean {
  if (isNegated) return !actions.some((pattern) => pattern === '*' || pattern === `${service}:*`);
  return actions.some((pattern) => wildcardMatches(pattern.split(':')[0] as string, service));
}
