import type { Exemption } from '../model/exemption';
import type { Frameworks } from '../model/guardrail';
import type { GuardrailDescription } from './describe-guardrail';
import { type Layer, layers } from './describe-guardrail';

/** Part of an explanation; printed as a heading and points, on a terminal or a page. */
export interface Section {
  readonly heading: string;
  readonly points: readonly string[];
}

/** What a guardrail promises and does, in the words of its README and the data of its code. Empty sections are left out. */
export function explainGuardrail(
  description: GuardrailDescription,
  words: Readonly<Partial<Record<Layer, string>>>,
): readonly Section[] {
  const { denies, policies, events, reads, elsewhere, dataEvents, configRules, reconciles, permissions, drills } =
    description;
  const said = layers.flatMap((layer) => (words[layer] ? [`${layer}: ${words[layer]}`] : []));
  const sections: readonly Section[] = [
    { heading: 'Layers', points: said },
    {
      heading: 'Denies',
      points: [...denies.map((each) => `${each.sid}: ${each.words}`), ...policies.map((type) => `sets ${type}`)],
    },
    {
      heading: 'Sees',
      points: [
        ...events,
        ...reads.map((each) => `${each} (a read)`),
        ...elsewhere.map((each) => `${each}, in regions that nobody governs`),
        ...dataEvents.map((each) => `${each} (a data event)`),
        ...configRules.map((each) => `Config rule ${each}`),
        ...(reconciles ? ['once an hour, what no event told'] : []),
      ],
    },
    {
      heading: 'Fixes with',
      points: permissions.map(({ actions, resources }) => `${actions.join(', ')} on ${resources.join(', ')}`),
    },
    { heading: 'Asked for by', points: frameworkPoints(description.frameworks) },
    { heading: 'Drills', points: drills.map(({ name, expected }) => `${name}: ${expected}`) },
  ];
  return sections.filter(({ points }) => points.length > 0);
}

/** What the organization decided about it. */
export function explainSettings({ modes, exemptions, appliesTo }: GuardrailDescription): readonly Section[] {
  const places = [['root', modes.root] as const, ...Object.entries(modes.units)];
  return [
    { heading: 'For units that are', points: [appliesTo.join(', ')] },
    { heading: 'Mode', points: places.filter(([, mode]) => mode !== 'off').map(([path, mode]) => `${path}: ${mode}`) },
    { heading: 'Exempt', points: exemptions.length > 0 ? exemptions.map(exemptionPoint) : ['nothing'] },
  ];
}

function exemptionPoint(exemption: Exemption & { readonly holds: boolean }): string {
  const { guardrail: _guardrail, because, owner, until, holds, ...scope } = exemption;
  const where = Object.entries(scope).map(([key, value]) => `${key} ${show(value)}`);
  return `${where.join(', ')} ${holds ? 'until' : 'no more, since'} ${until}: ${because} (${owner})`;
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function frameworkPoints({ cis = [], nist80053 = [], fsbp = [], attack = [] }: Frameworks): readonly string[] {
  const all = { 'CIS AWS Foundations': cis, 'NIST 800-53': nist80053, FSBP: fsbp, 'ATT&CK': attack };
  return Object.entries(all).flatMap(([name, ids]) => (ids.length > 0 ? [`${name}: ${ids.join(', ')}`] : []));
}
