import { z } from 'zod';
import { type LogKind, logKinds, logTraits } from '../../model/log-archive';
import { lockModes } from '../../model/logs';

const days = z.int().min(1, 'must be at least 1; write a number of days').max(36_500, 'must be at most 36500');

const lockSchema = z
  .union([
    z.literal('none'),
    z.strictObject({
      days: days.describe('Days during which nobody may delete an object'),
      mode: z
        .enum(lockModes)
        .optional()
        .describe('governance leaves a way for a lawful deletion, compliance leaves none; governance unless said'),
    }),
  ])
  .describe('Object lock of what arrives from now on, or none');

const keepingSchema = z
  .strictObject({
    days: days.optional().describe('Days until a log is deleted'),
    coldAfterDays: days.optional().describe('Days until a log moves to colder storage (Glacier Instant Retrieval)'),
    lock: lockSchema.optional(),
  })
  .meta({ id: 'keeping', description: 'How long logs of a kind are kept' });

const copied = logKinds.filter((kind) => logTraits[kind].where === 'home region');

/** What CloudWatch Logs takes. */
export const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const elsewhereSchema = z
  .union([
    z.enum(['on', 'off']),
    z.strictObject({
      bucket: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be a bucket's name")
        .optional()
        .describe('Where that trail writes: what Athena asks who did what'),
      prefix: z
        .string()
        .regex(/^[^/].*[^/]$/, 'must neither begin nor end with a slash')
        .optional()
        .describe("What comes before AWSLogs in that bucket; Control Tower writes the organization's id"),
      logGroup: z
        .string()
        .regex(/^[\w.\-/#]{1,512}$/, "must be a log group's name")
        .optional()
        .describe(
          'Where that trail writes in CloudWatch Logs of the management account, in the home region: aws-controltower/CloudTrailLogs for one',
        ),
    }),
  ])
  .describe(
    "Another trail of the organization records management events, AWS Control Tower's for one. Ours then records the data events that guardrails watch and nothing else, so that nobody pays twice; where none is watched, there is none of ours. off unless said",
  );

export const logsSchema = z.strictObject({
  keep: z.partialRecord(z.enum(logKinds), keepingSchema).optional().describe('How long, by kind of logs'),
  replica: z
    .strictObject({
      region: z.string().describe('A governed region other than the home region'),
      logs: z
        .array(z.enum(copied as [LogKind, ...LogKind[]]))
        .optional()
        .describe('Kinds of logs to copy; trail, config, session and fixes unless said'),
    })
    .optional()
    .describe('A locked copy in another region of the log archive account; none unless said'),
  trail: z
    .strictObject({
      recordedElsewhere: elsewhereSchema.optional(),
      cloudWatchDays: z
        .union([z.literal('none'), z.literal(retentionDays)])
        .optional()
        .describe(
          'Days in CloudWatch Logs of the management account, or none; 90 unless said, none where it is recorded elsewhere',
        ),
      insights: z.boolean().optional().describe('Whether CloudTrail looks for unusual rates of calls; no unless said'),
      lakeDays: z
        .int()
        .min(7, 'must be at least 7; CloudTrail Lake keeps nothing for less')
        .max(3653, 'must be at most 3653; CloudTrail Lake keeps nothing for longer')
        .optional()
        .describe(
          'Days in an event data store of CloudTrail Lake, for whom AWS opened it before June 2026; none unless said',
        ),
    })
    .optional()
    .describe('What the trail of the organization has beside its bucket'),
});

export type LogsFile = z.infer<typeof logsSchema>;
