import { type LogQuery, since } from './log-query';

export const whatWasUsed: LogQuery = {
  name: 'what did this principal use in 90 days',
  describes: 'Which calls a role or user made, for permissions that are no larger. Fill in: its ARN, its account',
  sql: `
WITH asked AS (SELECT CAST(? AS varchar) AS principal)
SELECT concat(split_part(eventsource, '.', 1), ':', eventname) AS action,
  count(*) AS calls, count_if(errorcode IS NOT NULL) AS failed,
  array_agg(DISTINCT awsregion) AS regions, max(eventtime) AS latest
FROM trail CROSS JOIN asked
WHERE account = ?
  AND ${since(90)}
  AND (useridentity.arn = principal OR useridentity.sessioncontext.sessionissuer.arn = principal)
GROUP BY eventsource, eventname
ORDER BY eventsource, eventname`,
};
