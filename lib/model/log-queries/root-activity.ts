import { inAnyOf, type LogQuery, type QueryFacts, since } from './log-query';

export const rootActivity = (facts: QueryFacts): LogQuery => ({
  name: 'root in 30 days',
  describes: 'What root users did themselves, in any account. Nothing to fill in',
  sql: `
SELECT eventtime, account, eventsource, eventname, awsregion, sourceipaddress, useragent, errorcode, errormessage
FROM trail
WHERE ${inAnyOf(facts)}
  AND ${since(30)}
  AND useridentity.type = 'Root'
  AND useridentity.invokedby IS NULL
  AND eventtype <> 'AwsServiceEvent'
ORDER BY eventtime DESC`,
});
