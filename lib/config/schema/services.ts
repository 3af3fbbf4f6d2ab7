import { z } from 'zod';
import {
  conformancePackNames,
  findingLevels,
  firewallPolicies,
  guardDutyProtections,
  inspectorScans,
  securityLakeSources,
  securityStandards,
} from '../../model/services';

/** `on` with what is usual, `off`, or on with these settings. */
const service = <Settings extends z.core.$ZodLooseShape>(settings: Settings, description: string) =>
  z
    .union([z.enum(['on', 'off']), z.strictObject(settings)])
    .optional()
    .describe(description);

const pausedDescription =
  'Keeps it and what it found, and looks no more. Pause it before it goes off, and it can come back';
const pausable = <Settings extends z.core.$ZodLooseShape>(settings: Settings, description: string) =>
  z
    .union([
      z.enum(['on', 'off', 'paused']),
      z.strictObject({ ...settings, paused: z.boolean().optional().describe(pausedDescription) }),
    ])
    .optional()
    .describe(description);

const resourceTypes = z.array(
  z.string().regex(/^AWS::\w+::\w+(::\w+)?$/, "must be a resource type; write one such as 'AWS::EC2::Volume'"),
);

const configSettings = {
  recording: z
    .enum(['continuous', 'daily'])
    .optional()
    .describe('Each change at $0.003, or the state of each day at $0.012 where it differs; continuous unless said'),
  only: resourceTypes.optional().describe('Records these types of resources and no others; all unless said'),
  except: resourceTypes.optional().describe('Records all types of resources but these'),
  daily: resourceTypes
    .optional()
    .describe('Records these once a day where the rest is continuous: what changes often and matters little'),
};

const level = z.enum(['off', ...findingLevels]).optional();

// Prices are what AWS listed for us-east-1 in 2026, a month unless said.
export const servicesSchema = z
  .strictObject({
    guardDuty: pausable(
      {
        protections: z
          .array(z.enum(guardDutyProtections))
          .optional()
          .describe('Beside the foundation: s3, eks, malware, rds and lambda unless said; runtime costs $1.50 a vCPU'),
      },
      'GuardDuty, by what it reads: $4 a million CloudTrail events, $1 a GB of flow and DNS logs. On unless said',
    ),
    securityHub: pausable(
      {
        standards: z
          .array(z.enum(securityStandards))
          .optional()
          .describe('Standards in every account: foundational and cis unless said'),
        disabledControls: z
          .array(z.string().regex(/^[A-Z][A-Za-z0-9]*\.\d+$/, "must be a control's id; write one such as IAM.6"))
          .optional()
          .describe('Controls that are off everywhere, by id'),
        v2: z
          .boolean()
          .optional()
          .describe(
            "Also Security Hub's second version, which prices resources and not checks, by a policy of detective-services-stay-on; false unless said",
          ),
      },
      'Security Hub CSPM, configured for all accounts at once: $0.001 a check. On unless said',
    ),
    inspector: service(
      {
        scans: z
          .array(z.enum(inspectorScans))
          .optional()
          .describe('ec2 ($1.25 an instance), ecr ($0.09 an image) and lambda ($0.30 a function) unless said'),
      },
      'Inspector, which looks for known vulnerabilities. On unless said',
    ),
    macie: pausable(
      { discovery: z.boolean().optional().describe('Samples objects for sensitive data, $1 a GB; false unless said') },
      'Macie, which watches who may read buckets: $0.10 a bucket. On unless said',
    ),
    accessAnalyzer: service(
      {
        unusedAfterDays: z
          .int()
          .min(1, 'must be at least 1; write 90')
          .max(365, 'must be at most 365; write 90')
          .optional()
          .describe('Also finds access unused for so many days: $0.20 a role or user. Not looked for unless said'),
      },
      'Access Analyzer, which finds what is open to outsiders; free. On unless said',
    ),
    detective: service({}, 'Detective, which draws who did what from the same logs: $2 a GB. Off unless said'),
    config: service(
      configSettings,
      'Configuration recorder in every account. Off leaves rules, packs and most controls of Security Hub without anything to look at. On unless said',
    ),
    conformancePacks: z
      .array(z.enum(conformancePackNames))
      .optional()
      .describe(
        'Sets of Config rules with a score each, $0.001 an evaluation; none unless said, since the standards of Security Hub ask much the same',
      ),
    firewallManager: service(
      {
        policies: z.array(z.enum(firewallPolicies)).optional().describe('unused-security-groups unless said'),
      },
      'Firewall Manager: $100 a policy and region. Off unless said',
    ),
    securityLake: service(
      {
        sources: z
          .array(z.enum(securityLakeSources))
          .optional()
          .describe('CloudTrail, Route 53 and findings unless said'),
        keepDays: z.int().min(1, 'must be at least 1; write 365').optional().describe('365 unless said'),
      },
      'Security Lake, in the log archive account: $0.25 to $0.75 a GB. Off unless said',
    ),
    alertFrom: z
      .strictObject({
        threats: level.describe('Somebody does something: GuardDuty, Macie, Access Analyzer. high unless said'),
        weaknesses: level.describe(
          'Something is weak: controls of Security Hub, Inspector. off unless said, since AWS tells each of them again with every check',
        ),
      })
      .optional()
      .describe('From which severity on a finding is an alert'),
  })
  .describe('What looks for trouble in every account and governed region, run from the security account');

export type ServicesFile = z.infer<typeof servicesSchema>;
