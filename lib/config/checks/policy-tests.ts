import { accountNamed, type Organization, unitAt } from '../../model/organization';
import { unknownVariables } from '../../model/test-variables';
import type { Complaint } from '../complaint';
import type { Path } from '../places';
import type { PolicyTestsFile } from '../schema/policy-tests';
import { adviceOnReference } from './names';

/** References that lead nowhere, and expectations that say two things. */
export function* checkPolicyTests(file: PolicyTestsFile, organization: Organization): Iterable<Complaint> {
  const accountNames = new Set(organization.accounts.map(({ name }) => name));
  for (const [index, test] of file.tests.entries()) {
    const path = ['tests', index];
    const { units, accounts, principals } = test;
    yield* unknownNames(
      units,
      [...path, 'units'],
      (name) => unitAt(organization, name) !== undefined,
      () => organization.units.map((unit) => unit.path),
    );
    yield* unknownNames(
      accounts,
      [...path, 'accounts'],
      (name) => accountNamed(organization, name) !== undefined,
      () => [...accountNames],
    );
    yield* unknownNames(
      principals,
      [...path, 'principals'],
      (name) => isPrincipal(name, file),
      () => Object.keys(file.principals ?? {}),
    );
    if (test.by !== undefined && test.expect !== 'denied') {
      const advice = 'remove it, or expect denied';
      yield { path: [...path, 'by'], message: `names who denies, and ${test.expect} is expected`, advice };
    }
  }
  yield* wrongVariables(file, [], accountNames);
}

function* unknownNames(
  given: string | readonly string[] | undefined,
  path: Path,
  isKnown: (name: string) => boolean,
  candidates: () => readonly string[],
): Iterable<Complaint> {
  for (const [index, name] of [given ?? []].flat().entries()) {
    if (isKnown(name)) continue;
    const advice = adviceOnReference(name, { names: new Set(candidates()), isComplete: true });
    const at = Array.isArray(given) ? [...path, index] : path;
    if (advice) yield { path: at, message: `'${name}' does not exist`, advice };
  }
}

/** A name given above, an ARN, or a service. */
function isPrincipal(text: string, { principals = {} }: PolicyTestsFile): boolean {
  return Object.hasOwn(principals, text) || text.startsWith('arn:') || /^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(text);
}

function* wrongVariables(value: unknown, path: Path, accountNames: ReadonlySet<string>): Iterable<Complaint> {
  if (typeof value === 'string') {
    for (const variable of unknownVariables(value, accountNames)) {
      const advice = 'use $account, $account.NAME, $organization, $partition or $region';
      yield { path, message: `holds '${variable}', which stands for nothing`, advice };
    }
  } else if (typeof value === 'object' && value !== null) {
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [key, item] of entries) yield* wrongVariables(item, [...path, key], accountNames);
  }
}
