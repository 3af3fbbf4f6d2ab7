import type { Planned, Subject } from '../change';
import type { DesiredAccount } from '../desired';
import { isOpen } from '../living';
import type { Place } from '../thing';
import type { Comparison } from './compare';
import { isOurs } from './ours';

/** What lives in AWS and is left as it is, so that a plan that says nothing about it is no surprise. */
export function unmanaged(comparison: Comparison): Planned<'unmanaged'> {
  const { desired, living, declared, subject } = comparison;
  if (!living) return [];
  const policies = living.policies
    .filter((policy) => !declared(policy))
    .map((policy) =>
      leave(
        { name: `policy ${policy.name}`, id: policy.id },
        isOurs(policy) ? 'no template holds it any more; delete it when nobody misses it' : 'it is not ours',
      ),
    );
  const accounts = desired.accounts.flatMap((account) => {
    const because = whyLeft(account, comparison);
    return because ? leave(subject(`account ${account.name}`), because) : [];
  });
  return [...strangers(comparison), ...accounts, ...policies];
}

function strangers({ desired, living, nameOf }: Comparison): Planned<'unmanaged'> {
  const declared = new Set<Place>([
    ...desired.units.map((unit) => `unit ${unit.path}` as const),
    ...desired.accounts.map((account) => `account ${account.name}` as const),
  ]);
  return [...(living?.units ?? []), ...(living?.accounts ?? [])]
    .filter(({ id }) => id !== living?.managementAccount && !declared.has(nameOf(id)))
    .map(({ id }) => leave({ name: nameOf(id), id }, 'no template holds it'));
}

function whyLeft(account: DesiredAccount, { account: accountOf }: Comparison): string | undefined {
  const alive = accountOf(account);
  if (!alive) return undefined;
  if (!isOpen(alive)) return `it is ${alive.status}; take it out of organization.yaml, or have AWS Support reopen it`;
  if (alive.name !== account.name) return `AWS calls it '${alive.name}'; rename it there or in organization.yaml`;
  return undefined;
}

function leave(thing: Subject, because: string) {
  return { kind: 'unmanaged', thing, because } as const;
}
