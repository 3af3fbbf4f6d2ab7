import { globalRegions } from '../../model/partitions';
import type { Complaint } from '../complaint';
import { partitionOf, regions } from '../regions';
import { listed } from '../shown';
import { suggest } from '../suggest';
import type { Check, OrganizationDraft } from './check';

export const checkRegions: Check = function* (draft) {
  const { homeRegion } = draft;
  const governed = draft.governedRegions ?? [];
  const unknown = [...unknownRegions(draft)];
  yield* unknown;
  yield* duplicates(governed);
  // What a misspelt region was meant to be may be the very one that is missing.
  if (unknown.length > 0 || !homeRegion || !draft.governedRegions || governed.includes(null)) return;
  if (draft.partition === null) return;
  const partition = partitionOf(homeRegion) ?? 'aws';
  if (draft.partition && draft.partition !== partition) {
    const message = `is '${draft.partition}', but ${homeRegion} is in '${partition}'`;
    yield { path: ['partition'], message, advice: 'change one of them' };
    return;
  }
  const foreign = [...foreignRegions(draft, partition)];
  yield* foreign;
  if (!governed.includes(homeRegion)) {
    yield { path: ['governedRegions'], message: `lacks the home region '${homeRegion}'`, advice: 'add it' };
  } else if (!governed.includes(globalRegions[partition]) && foreign.length === 0) {
    const message = `lacks '${globalRegions[partition]}', where alone IAM and other global services record what happens`;
    const advice = 'add it, or guardrails hear of those only when they reconcile';
    yield { path: ['governedRegions'], message, advice, severity: 'warning' };
  }
};

function* unknownRegions({ homeRegion, governedRegions }: OrganizationDraft): Iterable<Complaint> {
  if (homeRegion) yield* unknownRegion(homeRegion, ['homeRegion']);
  for (const [index, region] of (governedRegions ?? []).entries()) {
    // The home region misspelt the same way twice is one mistake.
    if (region && region !== homeRegion) yield* unknownRegion(region, ['governedRegions', index]);
  }
}

/** That there is such a region. */
export function* unknownRegion(region: string, path: Complaint['path']): Iterable<Complaint> {
  if (partitionOf(region)) return;
  const near = suggest(region, Object.values(regions).flat());
  const advice = near ? `did you mean '${near}'?` : `choose one of ${listed(regions.aws)}`;
  yield { path, message: `'${region}' is not a region`, advice };
}

function* foreignRegions({ governedRegions, homeRegion }: OrganizationDraft, home: string): Iterable<Complaint> {
  for (const [index, region] of (governedRegions ?? []).entries()) {
    const partition = region && partitionOf(region);
    if (!partition || partition === home) continue;
    const message = `'${region}' is in partition '${partition}', and the home region ${homeRegion} in '${home}'`;
    const advice = 'remove it; each partition has its own organization';
    yield { path: ['governedRegions', index], message, advice };
  }
}

function* duplicates(governed: readonly (string | null)[]): Iterable<Complaint> {
  for (const [index, region] of governed.entries()) {
    const first = governed.indexOf(region);
    if (!region || first === index) continue;
    const path = ['governedRegions', index];
    yield { path, message: `'${region}' is here twice`, advice: 'keep one', first: ['governedRegions', first] };
  }
}
