import type { LogTable } from './log-table';

/** Below its bucket; a day is a folder. */
export const fixHistoryFolder = 'fixes';

const text = 'struct<s:string>';
const object = (fields: string) => `struct<m:struct<${fields}>>`;

// As DynamoDB writes attributes, each below the letter of its type. What is not here can be read in the file.
const image = [
  `pk:${text}`,
  `id:${text}`,
  `guardrail:${text}`,
  `eventid:${text}`,
  `eventtime:${text}`,
  `resource:${object(`type:${text},id:${text},arn:${text},account:${text},region:${text}`)}`,
  `actor:${object(`kind:${text},name:${text},arn:${text}`)}`,
  `mode:${text}`,
  `state:${text}`,
  `finding:${text}`,
  `because:${text}`,
  `startedat:${text}`,
  `endedat:${text}`,
  'calls:struct<n:string>',
  `approvedby:${text}`,
  'off:struct<bool:boolean>',
  `by:${text}`,
  `at:${text}`,
].join();

/** What the ledger recorded: every state that a fix went through, and every turn of the kill switch. */
export const fixesTable: LogTable = {
  name: 'fixes',
  kind: 'fixes',
  describes: 'Every state that a fix went through, by the ledger',
  columns: {
    eventid: 'string',
    eventname: 'string',
    dynamodb: `struct<approximatecreationdatetime:double,newimage:struct<${image}>>`,
  },
  partitions: { day: { kind: 'day' } },
  folder: `${fixHistoryFolder}/\${day}`,
  format: { kind: 'JSON lines' },
};
