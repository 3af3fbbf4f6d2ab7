import { isStatement } from '../model/control';
import { type Exemption, holdsOn } from '../model/exemption';
import { type Frameworks, type Guardrail, hasFix, hasMonitor, type Severity } from '../model/guardrail';
import { type Mode, modeIn, type Organization, type Purpose } from '../model/organization';
import { eventsIn } from './events-in';
import { statementInWords } from './statement-in-words';

export const layers = ['check', 'control', 'monitor', 'fix', 'drill'] as const;
export type Layer = (typeof layers)[number];

/** A guardrail as data for people and programs. Fields are added, never renamed or removed. */
export interface GuardrailDescription {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly layers: readonly Layer[];
  readonly appliesTo: readonly Purpose[];
  /** In the root, where the management account is, and by unit path. */
  readonly modes: { readonly root: Mode; readonly units: Readonly<Record<string, Mode>> };
  readonly frameworks: Frameworks;
  readonly denies: readonly { readonly sid: string; readonly words: string }[];
  /** Types of the management policies it adds to. */
  readonly policies: readonly string[];
  readonly events: readonly string[];
  /** Calls that only read, which cost more to watch. */
  readonly reads: readonly string[];
  /** What counts in regions that nobody governs. */
  readonly elsewhere: readonly string[];
  readonly dataEvents: readonly string[];
  readonly configRules: readonly string[];
  /** Whether it also looks by the hour. */
  readonly reconciles: boolean;
  readonly permissions: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
  readonly exemptions: readonly (Exemption & { readonly holds: boolean })[];
  readonly drills: readonly { readonly name: string; readonly kind: string; readonly expected: string }[];
}

export function describeGuardrail(guardrail: Guardrail, organization: Organization, now: Date): GuardrailDescription {
  const { id, title, severity, appliesTo, frameworks, check, control, monitor, fix, drills } = guardrail;
  const present = { check, control, monitor, fix, drill: drills[0] };
  const parts = control?.(organization) ?? [];
  const watched = hasMonitor(guardrail) ? guardrail.monitor : undefined;
  return {
    id,
    title,
    severity,
    layers: layers.filter((layer) => present[layer] !== undefined),
    appliesTo,
    modes: {
      root: modeIn(organization, guardrail, undefined),
      units: Object.fromEntries(organization.units.map(({ path }) => [path, modeIn(organization, guardrail, path)])),
    },
    frameworks,
    denies: parts.filter(isStatement).map((part) => ({ sid: part.sid, words: statementInWords(part) })),
    policies: [...new Set(parts.filter((part) => !isStatement(part)).map(({ policy }) => policy))],
    events: eventsIn(watched?.patterns ?? []),
    reads: eventsIn(watched?.reads ?? []),
    elsewhere: eventsIn(watched?.elsewhere ?? []),
    dataEvents: (watched?.dataEvents ?? []).flatMap(({ resourceType, eventNames }) =>
      eventNames.map((name) => `${resourceType}:${name}`),
    ),
    configRules: (watched?.configRules ?? []).map(({ identifier }) => identifier),
    reconciles: watched?.reconcile !== undefined,
    permissions: hasFix(guardrail)
      ? guardrail.fix.permissions.map(({ actions, resources }) => ({ actions, resources }))
      : [],
    exemptions: organization.exemptions
      .filter((exemption) => exemption.guardrail === id)
      .map((exemption) => ({ ...exemption, holds: holdsOn(exemption, now) })),
    drills: drills.map(({ name, kind, expected }) => ({ name, kind, expected })),
  };
}
