import type { LogQuery } from './log-query';

export const whatItWasLike: LogQuery = {
  name: 'what a resource was like',
  describes: 'Every state of a resource that Config recorded in a month. Fill in: its id, account, region, year, month',
  sql: `
WITH asked AS (SELECT CAST(? AS varchar) AS resource)
SELECT item.configurationitemcapturetime, item.configurationitemstatus, item.resourcetype, item.arn, item.configuration
FROM config CROSS JOIN asked CROSS JOIN UNNEST(configurationitems) AS items(item)
WHERE account = ? AND region = ? AND year = ? AND month = ?
  AND delivery = 'ConfigHistory'
  AND item.resourceid = resource
ORDER BY item.configurationitemcapturetime DESC`,
};
