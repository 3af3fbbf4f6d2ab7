import { isGlobal } from '../../model/recording';
import { isOffered } from '../../model/service-regions';
import type { Complaint } from '../complaint';
import type { Check, OrganizationDraft } from './check';

/** Services that need another one, and settings that contradict each other. */
export const checkServices: Check = function* ({ services, governedRegions }) {
  if (!services) return;
  yield* offered(services, governedRegions ?? []);
  yield* recording(services);
  if (services.config !== 'off') return;
  for (const [key, what] of needsRecording) {
    if (!isAsked(services[key])) continue;
    const message = `${what}, and config is off`;
    yield { path: ['services', key], message, advice: 'remove it, or switch config on' };
  }
  // On without being asked for, so only worth a warning.
  if (services.securityHub === 'off' || services.securityHub === null) return;
  yield {
    path: ['services', 'config'],
    message: "is off, and most of Security Hub's controls look at what it records",
    advice: "switch it on, or write 'securityHub: off'",
    severity: 'warning',
  };
};

type ServicesDraft = NonNullable<OrganizationDraft['services']>;

const needsRecording = [
  ['conformancePacks', 'are rules about what Config records'],
  ['firewallManager', 'looks at what Config records'],
] as const;

/** Of what is asked for by name; what is on by itself is on where it can be. */
function* offered(services: ServicesDraft, governed: readonly (string | null)[]): Iterable<Complaint> {
  for (const service of ['inspector', 'macie', 'detective', 'securityLake'] as const) {
    if (!isAsked(services[service])) continue;
    const without = governed.filter((region) => region !== null && !isOffered(service, region));
    if (without.length === 0) continue;
    const message = `is not offered in ${without.join(', ')}`;
    const path = ['services', service];
    if (without.length === governed.length) yield { path, message, advice: "write 'off'" };
    else yield { path, message, advice: 'nothing is watched by it there', severity: 'warning' };
  }
}

function isAsked(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== 'off';
}

function* recording({ config, firewallManager }: ServicesDraft): Iterable<Complaint> {
  if (typeof config !== 'object' || config === null) return;
  const path = ['services', 'config'];
  if (config.only) yield* onlyThese(config.only, config.daily ?? [], path);
  if (config.only && config.except) {
    const message = "contradicts 'only'";
    yield { path: [...path, 'except'], at: 'key', message, advice: 'keep one of them' };
  }
  if (config.recording !== 'daily') return;
  if (config.daily) {
    const message = 'adds nothing where everything is recorded daily';
    yield { path: [...path, 'daily'], at: 'key', message, advice: 'remove it' };
  }
  if (!isAsked(firewallManager)) return;
  const message = "is 'daily', and Firewall Manager needs each change";
  yield { path: [...path, 'recording'], message, advice: "write 'continuous', or 'firewallManager: off'" };
}

function* onlyThese(
  only: readonly (string | null)[],
  daily: readonly (string | null)[],
  path: Complaint['path'],
): Iterable<Complaint> {
  if (only.every((type) => type !== null && isGlobal(type))) {
    const message = 'names nothing that is recorded in every region';
    yield { path: [...path, 'only'], message, advice: 'add a type that is not of IAM, or write except' };
  }
  for (const [index, type] of daily.entries()) {
    if (type === null || only.includes(type)) continue;
    const message = `'${type}' is not among 'only'`;
    yield { path: [...path, 'daily', index], message, advice: 'add it there, or remove it here' };
  }
}
