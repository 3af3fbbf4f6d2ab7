import type { Exemption } from './exemption';
import type { DataEvents, Guardrail, Severity } from './guardrail';
import { knownId } from './known-id';
import { defaultLogs, type Logs } from './logs';
import { defaultOperations, type Patching } from './operations';
import type { AccountId, Bastion, Mode, Organization, OrganizationId, Partition, Region } from './organization';
import { accountNamed, accountWithRole, modeIn, unitAt } from './organization';
import { type PausableService, pausableServices, type Services } from './services';
import { watchedDataEvents } from './watched-data-events';

/** What a guardrail may know of its organization while it runs: small, and the same for every account. */
export interface Facts {
  readonly organization: OrganizationId;
  readonly partition: Partition;
  readonly homeRegion: Region;
  readonly governedRegions: readonly Region[];
  readonly managementAccount: AccountId;
  readonly securityAccount: AccountId;
  readonly logArchiveAccount: AccountId;
  readonly bastion: Bastion;
  /** What AWS Config records; undefined where the organization does not ask it to. */
  readonly recording?: NonNullable<Services['config']>;
  /** Services that are kept and look no more. */
  readonly paused?: readonly PausableService[];
  /** How long the log archive keeps what; the defaults unless said. */
  readonly logs?: Pick<Logs, 'keep' | 'replica'> & { readonly trail?: Pick<Logs['trail'], 'recordedElsewhere'> };
  /** How patches are installed; the defaults unless said. */
  readonly patching?: Pick<Patching, 'concurrency' | 'reboot'>;
  /** What the organization's trail records beside management events. */
  readonly dataEvents?: readonly DataEvents[];
}

/** An exemption with ids instead of names. */
export type ResolvedExemption = Omit<Exemption, 'account' | 'unit'> & {
  readonly account?: AccountId;
  /** Id of a unit. */
  readonly unit?: string;
};

/** What is deployed beside a guardrail's function. Grows with units and exemptions, never with accounts. */
export interface RuntimeConfiguration {
  readonly guardrail: string;
  /** The promise, for those who read a finding. */
  readonly title?: string;
  readonly severity?: Severity;
  readonly facts: Facts;
  /** Mode per unit id and for the root id. */
  readonly modes: Readonly<Record<string, Mode>>;
  readonly exemptions: readonly ResolvedExemption[];
}

/** @throws Error naming the id that `organization.lock.yaml` lacks. */
export function factsOf(organization: Organization): Facts {
  const idOf = (role: 'management' | 'security' | 'log-archive') => {
    const account = accountWithRole(organization, role);
    return knownId(organization, `account '${account.name}'`, account.id);
  };
  const { config } = organization.services;
  const { patching } = organization.operations;
  const paused = pausableServices.filter((service) => organization.services[service]?.paused);
  return {
    organization: knownId(organization, 'the organization', organization.id),
    partition: organization.partition,
    homeRegion: organization.homeRegion,
    governedRegions: organization.governedRegions,
    managementAccount: idOf('management'),
    securityAccount: idOf('security'),
    logArchiveAccount: idOf('log-archive'),
    bastion: organization.bastion,
    // What everybody knows anyway would only make functions differ.
    ...(organization.logs !== defaultLogs && { logs: logsToKeep(organization) }),
    ...(isUsual(patching) ? {} : { patching: { concurrency: patching.concurrency, reboot: patching.reboot } }),
    ...(config && { recording: config }),
    ...(paused.length > 0 && { paused }),
  };
}

function isUsual({ concurrency, reboot }: Patching): boolean {
  const usual = defaultOperations.patching;
  return concurrency === usual.concurrency && reboot === usual.reboot;
}

function logsToKeep({ logs: { keep, replica, trail } }: Organization): NonNullable<Facts['logs']> {
  const { recordedElsewhere } = trail;
  return { keep, ...(replica && { replica }), ...(recordedElsewhere && { trail: { recordedElsewhere } }) };
}

/** @param guardrails all that are on, whose data events the trail records */
export function runtimeConfiguration(
  organization: Organization,
  guardrail: Pick<Guardrail, 'id' | 'appliesTo'> & Partial<Pick<Guardrail, 'title' | 'severity'>>,
  guardrails: readonly Guardrail[] = [],
): RuntimeConfiguration {
  const modes: Record<string, Mode> = {
    [knownId(organization, 'the root', organization.rootId)]: modeIn(organization, guardrail, undefined),
  };
  for (const unit of organization.units) {
    modes[knownId(organization, `unit '${unit.path}'`, unit.id)] = modeIn(organization, guardrail, unit.path);
  }
  const exemptions = organization.exemptions
    .filter((exemption) => exemption.guardrail === guardrail.id)
    .map(({ account, unit, ...rest }) => ({
      ...rest,
      ...(account && {
        account: knownId(organization, `account '${account}'`, accountNamed(organization, account)?.id),
      }),
      ...(unit && { unit: knownId(organization, `unit '${unit}'`, unitAt(organization, unit)?.id) }),
    }));
  const dataEvents = watchedDataEvents(guardrails);
  const facts: Facts = { ...factsOf(organization), ...(dataEvents.length > 0 && { dataEvents }) };
  const { id, title, severity } = guardrail;
  return { guardrail: id, ...(title && { title }), ...(severity && { severity }), facts, modes, exemptions };
}
