import { z } from 'zod';
import { retentionDays } from './logs';

/** A number of machines or a share of them, as Systems Manager takes it. */
const share = (least: 0 | 1) => {
  const message = `must be a number of machines from ${least} on, or a share of them; write one such as 10%`;
  const percent = least === 0 ? /^(\d{1,2}|100)%$/ : /^([1-9]\d?|100)%$/;
  return z.union([z.int(message).min(least, message), z.string().regex(percent, message)], message);
};

const schedule = z
  .string()
  .regex(
    /^(cron\(\S+( \S+){5}\)|rate\(([2-9]|[1-9]\d+) (minutes|hours|days)\)|rate\(1 (minute|hour|day)\))$/,
    "must be a schedule of Systems Manager; write one such as 'cron(0 3 ? * SUN *)', with minute, hour, day, month, day of week and year",
  );

const windowSchema = z
  .strictObject({
    schedule: schedule.describe('When it opens: cron(0 3 ? * SUN *) is every Sunday at three'),
    timezone: z
      .string()
      .refine(isTimeZone, 'must be a time zone; write one such as Europe/Amsterdam')
      .optional()
      .describe('Whose clock the schedule means; UTC unless said'),
    hours: z
      .int()
      .min(2, 'must be at least 2; nothing begins in the last hour')
      .max(24, 'must be at most 24, which is all AWS takes')
      .optional()
      .describe('How long it is open; 3 unless said. In the last hour nothing begins'),
  })
  .meta({ id: 'patchWindow', description: 'When patches may be installed' });

export const operationsSchema = z
  .strictObject({
    hostManagement: z
      .enum(['on', 'off'])
      .optional()
      .describe('Whether Systems Manager manages instances that have no instance profile; on unless said. Free'),
    patching: z
      .strictObject({
        scan: z
          .enum(['daily', 'off'])
          .optional()
          .describe('Every machine tells each day what it lacks, which changes nothing; daily unless said. Free'),
        windows: z
          .record(
            z
              .string()
              .regex(
                /^[A-Za-z][A-Za-z0-9_.-]{2,63}$/,
                'must be 3 to 64 letters, digits, dots, hyphens and underscores that begin with a letter; rename it',
              ),
            windowSchema,
          )
          .optional()
          .describe('When patches are installed. A machine says by its tag PatchWindow which of these is its own'),
        concurrency: share(1).optional().describe('How many machines at a time, such as 3 or 10%; 10% unless said'),
        errors: share(0)
          .optional()
          .describe('After how many failures no further machine is begun, such as 0 or 5%; 5% unless said'),
        reboot: z
          .enum(['ifNeeded', 'never'])
          .optional()
          .describe('Whether a machine is started again when a patch asks for it; ifNeeded unless said'),
      })
      .optional()
      .describe('How machines get their patches'),
    rootLogins: z
      .union([
        z.enum(['on', 'off']),
        z.strictObject({
          keepDays: z.literal(retentionDays).optional().describe('Days in CloudWatch Logs; 90 unless said'),
        }),
      ])
      .optional()
      .describe(
        'Linux machines send who signs in and becomes root to CloudWatch Logs ($0.50 a GB) through its agent, and somebody hears of root; off unless said',
      ),
  })
  .describe('What Systems Manager does on machines, in every account and governed region');

export type OperationsFile = z.infer<typeof operationsSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
