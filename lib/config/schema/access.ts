import { z } from 'zod';
import { unitPath } from './text';

const groupId = z
  .string()
  .regex(
    /^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/,
    "must be a group's id such as 93677acc-8011-70d1-0a1b-2c3d4e5f6a7b; copy it from Identity Center, Groups",
  );

const groupName = z
  .string()
  .regex(
    /^[\w+=,.@-]+$/,
    'may hold letters, digits and + = , . @ - _ only; it is a name for this file, so choose another',
  );

const setName = z
  .string()
  .max(32, 'must have at most 32 characters; shorten it')
  .regex(/^[\w+=,.@-]+$/, 'may hold letters, digits and + = , . @ - _ only; rename it');

const awsPolicy = z
  .string()
  .regex(
    /^([\w+=,.@-]+\/)*[\w+=,.@-]+$/,
    "must be the name of one of AWS's policies, its path before it; write one such as ReadOnlyAccess or job-function/Billing",
  );

const permissionSetSchema = z
  .strictObject({
    description: z.string().max(700, 'must have at most 700 characters; shorten it').optional().describe('For people'),
    managedPolicies: z.array(awsPolicy).optional().describe("AWS's policies, by name: ReadOnlyAccess"),
    inlinePolicy: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('A policy document of its own: Version and Statement'),
    boundary: awsPolicy
      .optional()
      .describe("What no policy can go beyond: workload for the landing zone's own, or one of AWS's policies"),
    sessionHours: z
      .int()
      .min(1, 'must be at least 1; write hours')
      .max(12, 'must be at most 12, which is all AWS takes; write fewer hours')
      .optional()
      .describe('How long a session lasts, from 1 to 12 hours; 4 unless said, 1 with AdministratorAccess'),
    relayState: z
      .url('must be a URL; write the page of the console to begin at')
      .max(240, 'must have at most 240 characters; shorten it')
      .optional()
      .describe('Where in the console a session begins'),
  })
  .meta({ id: 'permissionSet', description: 'What a group may do where it is assigned' });

const assignmentSchema = z
  .strictObject({
    group: z.string().describe('One of the groups above'),
    permissionSet: z.string().describe('One of the permission sets above'),
    units: z.array(unitPath).optional().describe('In all accounts of these units, and of the units below'),
    accounts: z.array(z.string()).optional().describe('In these accounts; the management account only by name'),
  })
  .meta({ id: 'assignment', description: 'Gives a group a permission set in accounts' });

const person = z.string().describe('A group, or the ARN of a role in the security account');

const breakGlassSchema = z.strictObject({
  operators: person,
  approvers: person.describe('Who has to agree each time: another group, or the ARN of another role'),
  minutes: z
    .int()
    .min(15, 'must be at least 15; give people time to work')
    .max(720, 'must be at most 720; ask again for longer')
    .optional()
    .describe('How long it stays open once somebody has agreed; 60 unless said'),
});

export const accessSchema = z
  .strictObject({
    region: z.string().optional().describe('Where Identity Center is; the home region unless said'),
    groups: z
      .record(groupName, groupId)
      .optional()
      .describe("Ids of the directory's groups, by the name they have here: names in a directory change hands"),
    permissionSets: z.record(setName, permissionSetSchema).optional().describe('By name'),
    assignments: z.array(assignmentSchema).optional().describe('Who has which permission set where'),
    breakGlass: breakGlassSchema
      .optional()
      .describe('For the day when nothing else works: one asks, another agrees, everybody hears'),
    workloadRoles: z
      .enum(['free', 'bounded'])
      .optional()
      .describe(
        "Whether roles made in workload and sandbox units must carry the landing zone's permissions boundary; free unless said",
      ),
  })
  .describe('Who may do what: IAM Identity Center, and break-glass access');
