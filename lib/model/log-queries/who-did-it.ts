import { type LogQuery, since, who } from './log-query';

export const whoDidIt: LogQuery = {
  name: 'who did it',
  describes: 'Who changed a resource in 30 days. Fill in: a part of its name or ARN, its account',
  sql: `
WITH asked AS (SELECT CAST(? AS varchar) AS resource)
SELECT eventtime, ${who} AS who, useridentity.principalid AS session, sourceipaddress,
  eventsource, eventname, awsregion, errorcode, requestparameters
FROM trail CROSS JOIN asked
WHERE account = ?
  AND ${since(30)}
  AND readonly = 'false'
  AND (strpos(requestparameters, resource) > 0
    OR strpos(responseelements, resource) > 0
    OR any_match(resources, touched -> strpos(touched.arn, resource) > 0))
ORDER BY eventtime DESC
LIMIT 1000`,
};
