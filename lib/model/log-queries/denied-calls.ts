import { inAnyOf, type LogQuery, type QueryFacts, since, who } from './log-query';

export const deniedCalls = (facts: QueryFacts): LogQuery => ({
  name: 'denied calls by account',
  describes: 'Who was denied what in 7 days, in which account. Nothing to fill in',
  sql: `
SELECT account, ${who} AS who, eventsource, eventname,
  count(*) AS denied, max(eventtime) AS latest, arbitrary(errormessage) AS message
FROM trail
WHERE ${inAnyOf(facts)}
  AND ${since(7)}
  AND regexp_like(errorcode, 'AccessDenied|UnauthorizedOperation|AuthorizationError')
GROUP BY account, ${who}, eventsource, eventname
ORDER BY account, denied DESC`,
});
