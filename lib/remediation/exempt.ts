import { holdsOn } from '../model/exemption';
import type { ResolvedExemption } from '../model/facts';
import type { Resource } from '../model/finding';
import { wildcardMatches } from '../model/wildcard';

interface Subject {
  readonly resource: Resource;
  readonly lineage: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** The first exemption that holds today and whose every scope covers the resource. Tags count once they have been read. */
export function exemptionFor(
  exemptions: readonly ResolvedExemption[],
  subject: Subject,
  today: Date,
): ResolvedExemption | undefined {
  return exemptions.find((exemption) => holdsOn(exemption, today) && covers(exemption, subject));
}

/** Why it is exempt, for whoever reads the ledger. */
export function reasonOf({ until, because, owner }: ResolvedExemption): string {
  return `exempt until ${until}: ${because} (${owner})`;
}

function covers(exemption: ResolvedExemption, { resource, lineage, tags }: Subject): boolean {
  const scopes = [
    exemption.account && exemption.account === resource.account,
    exemption.unit && lineage.includes(exemption.unit),
    exemption.resource && wildcardMatches(exemption.resource, resource.arn),
    exemption.tag && Object.entries(tags ?? {}).some(([key, value]) => `${key}=${value}` === exemption.tag),
  ].filter((scope) => scope !== undefined);
  return scopes.length > 0 && scopes.every(Boolean);
}
