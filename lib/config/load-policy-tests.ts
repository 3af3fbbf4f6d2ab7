import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Organization } from '../model/organization';
import type { PolicyTest } from '../model/policy-test';
import { checkPolicyTests } from './checks/policy-tests';
import { locate } from './locate';
import { type Path, type Place, Places } from './places';
import { inReadingOrder, type Problem } from './problem';
import { positionAt } from './problem-at';
import { type PolicyTestsFile, policyTestsSchema } from './schema/policy-tests';
import { checkShape } from './shape';
import { isSource, readSource } from './source';
import { readYamlMapping } from './yaml-mapping';

const policyTestsFileName = 'policy-tests.yaml';

export interface LoadedPolicyTests {
  /** Empty when there is any problem, or no file. */
  readonly tests: readonly PolicyTest[];
  readonly problems: readonly Problem[];
}

const workloadRole = 'arn:$partition:iam::$account:role/WorkloadDeveloper';

/** Reads `policy-tests.yaml` of an organization's folder, if there is one. Nothing wrong in it throws. */
export function loadPolicyTests(folder: string, organization: Organization): LoadedPolicyTests {
  if (!existsSync(join(folder, policyTestsFileName))) return { tests: [], problems: [] };
  const source = readSource(folder, policyTestsFileName);
  if (!isSource(source)) return { tests: [], problems: [source] };
  const places = new Places();
  const { value: root, problems } = readYamlMapping(source, places);
  if (!root || problems.length > 0) return { tests: [], problems };
  const { value, complaints } = checkShape(policyTestsSchema, root);
  const all = [...complaints, ...(value ? checkPolicyTests(value, organization) : [])];
  if (!value || all.length > 0) {
    return { tests: [], problems: all.map((complaint) => locate(complaint, root, places)).sort(inReadingOrder) };
  }
  // The schema copies what it reads, and places know the original.
  const find = (path: Path) => places.find(root, path) ?? { source, offset: 0 };
  return { tests: value.tests.map((test, index) => policyTest(test, value, organization, index, find)), problems: [] };
}

function policyTest(
  test: PolicyTestsFile['tests'][number],
  { principals: named = {} }: PolicyTestsFile,
  organization: Organization,
  index: number,
  find: (path: Path) => Place,
): PolicyTest {
  const { name, principals = workloadRole, units, accounts, actions, resource = '*', context = {}, expect, by } = test;
  const everywhere = units === undefined && accounts === undefined;
  return {
    name,
    principals: list(principals).map((principal) =>
      Object.hasOwn(named, principal) ? (named[principal] as string) : principal,
    ),
    units: everywhere ? organization.units.map(({ path }) => path) : list(units),
    accounts: list(accounts),
    calls: actions.map((call, number) => {
      const [action = '', own] = call.split(' ');
      const place = find(['tests', index, 'actions', number]);
      const at = { file: place.source.file, ...positionAt(place) };
      return { action, resources: own === undefined ? list(resource) : [own], at };
    }),
    context,
    expect,
    by: list(by),
  };
}

function list(values: string | readonly string[] | undefined): readonly string[] {
  return values === undefined ? [] : typeof values === 'string' ? [values] : values;
}
