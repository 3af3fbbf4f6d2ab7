import type { RecordedTypes, Services } from '../model/services';
import type { ServicesFile } from './schema/services';

/** The services a file asks for, with what a careful team would choose where it says nothing. */
export function servicesOf(file: ServicesFile = {}): Services {
  const guardDuty = asked(file.guardDuty, 'on');
  const securityHub = asked(file.securityHub, 'on');
  const inspector = asked(file.inspector, 'on');
  const macie = asked(file.macie, 'on');
  const accessAnalyzer = asked(file.accessAnalyzer, 'on');
  const detective = asked(file.detective, 'off');
  const config = asked(file.config, 'on');
  const firewallManager = asked(file.firewallManager, 'off');
  const securityLake = asked(file.securityLake, 'off');
  const { threats = 'high', weaknesses = 'off' } = file.alertFrom ?? {};
  return {
    ...(guardDuty && {
      guardDuty: {
        paused: isPaused(file.guardDuty),
        protections: guardDuty.protections ?? ['s3', 'eks', 'malware', 'rds', 'lambda'],
      },
    }),
    ...(securityHub && {
      securityHub: {
        paused: isPaused(file.securityHub),
        standards: securityHub.standards ?? ['foundational', 'cis'],
        disabledControls: securityHub.disabledControls ?? [],
        v2: securityHub.v2 ?? false,
      },
    }),
    ...(inspector && { inspector: { scans: inspector.scans ?? ['ec2', 'ecr', 'lambda'] } }),
    ...(macie && { macie: { paused: isPaused(file.macie), discovery: macie.discovery ?? false } }),
    ...(accessAnalyzer && { accessAnalyzer }),
    ...(detective && { detective }),
    ...(config && {
      config: {
        recording: config.recording ?? 'continuous',
        types: recordedTypes(config),
        dailyTypes: config.daily ?? [],
      },
    }),
    conformancePacks: file.conformancePacks ?? [],
    ...(firewallManager && {
      firewallManager: { policies: firewallManager.policies ?? ['unused-security-groups'] },
    }),
    ...(securityLake && {
      securityLake: {
        sources: securityLake.sources ?? ['CLOUD_TRAIL_MGMT', 'ROUTE53', 'SH_FINDINGS'],
        keepDays: securityLake.keepDays ?? 365,
      },
    }),
    alertFrom: { ...(threats !== 'off' && { threats }), ...(weaknesses !== 'off' && { weaknesses }) },
  };
}

/** The settings of a service that is on or paused; undefined where it is off. */
function asked<Settings extends object>(
  said: Settings | 'on' | 'off' | 'paused' | undefined,
  usual: 'on' | 'off',
): Partial<Settings> | undefined {
  const choice = said ?? usual;
  if (choice === 'off') return undefined;
  return typeof choice === 'object' ? choice : {};
}

function isPaused(said: { readonly paused?: boolean } | 'on' | 'off' | 'paused' | undefined): boolean {
  return typeof said === 'object' ? said.paused === true : said === 'paused';
}

function recordedTypes({ only, except }: { only?: readonly string[]; except?: readonly string[] }): RecordedTypes {
  if (only) return { kind: 'only', types: only };
  return except ? { kind: 'except', types: except } : { kind: 'all' };
}
