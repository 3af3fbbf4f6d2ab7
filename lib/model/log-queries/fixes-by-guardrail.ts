import { type LogQuery, since } from './log-query';

export const fixesByGuardrail: LogQuery = {
  name: 'fixes by guardrail',
  describes: 'What became of every finding in 30 days, by guardrail, account and who caused it. Nothing to fill in',
  sql: `
WITH latest AS (
  SELECT max_by(dynamodb.newimage, ROW(dynamodb.approximatecreationdatetime, coalesce(dynamodb.newimage.endedat.s, ''))) AS entry
  FROM fixes
  WHERE ${since(30)}
    AND dynamodb.newimage.id.s IS NOT NULL
  GROUP BY dynamodb.newimage.id.s
)
SELECT entry.guardrail.s AS guardrail, entry.resource.m.account.s AS account, entry.actor.m.name.s AS actor,
  entry.state.s AS state, count(*) AS fixes, max(entry.startedat.s) AS latest
FROM latest
GROUP BY entry.guardrail.s, entry.resource.m.account.s, entry.actor.m.name.s, entry.state.s
ORDER BY guardrail, fixes DESC`,
};
