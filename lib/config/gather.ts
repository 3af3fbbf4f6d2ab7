import { isObject } from '../model/json';
import { accountFiles } from './account-files';
import type { Places } from './places';
import type { Problem } from './problem';
import { problemAt } from './problem-at';
import { shown } from './shown';
import { isSource, readSource, type Source } from './source';
import { readYaml } from './yaml';
import { readYamlMapping } from './yaml-mapping';

export const organizationFileName = 'organization.yaml';

export interface Gathered {
  /** `organization.yaml` with the accounts of every file; undefined when that file could not be read. */
  readonly root?: Readonly<Record<string, unknown>>;
  /** Accounts of the other files, where `root` is undefined. */
  readonly accounts: readonly unknown[];
  /** Whether every file of accounts could be read. */
  readonly hasEveryAccount: boolean;
  readonly problems: readonly Problem[];
}

/** Reads `organization.yaml` and `accounts/*.yaml` into one value, of which `places` knows where it was written. */
export function gather(folder: string, places: Places): Gathered {
  const main = readFile(folder, organizationFileName, (source) => readYamlMapping(source, places));
  const files = accountFiles(folder);
  const others = files.names.map((name) => readFile(folder, name, (source) => readAccounts(source, places)));
  const accounts = others.flatMap(({ value }) => value ?? []);
  return {
    ...(main.value && { root: withAccounts(main.value, accounts, places) }),
    accounts,
    hasEveryAccount: [files, ...others].every(({ problems }) =>
      problems.every(({ severity }) => severity === 'warning'),
    ),
    problems: [...files.problems, ...[main, ...others].flatMap(({ problems }) => problems)],
  };
}

interface Read<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
}

function readFile<T>(folder: string, name: string, read: (source: Source) => Read<T>): Read<T> {
  const source = readSource(folder, name);
  return isSource(source) ? read(source) : { problems: [source] };
}

function readAccounts(source: Source, places: Places): Read<readonly unknown[]> {
  const { value, problems } = readYaml(source, places);
  if (value === undefined) return { problems };
  if (isObject(value) && !('accounts' in value)) return { value: [value], problems };
  if (!Array.isArray(value)) {
    const got = isObject(value) ? "a mapping with 'accounts'" : shown(value);
    const message = `the file must hold one account or a list of accounts, got ${got}; write the list itself`;
    return { problems: [...problems, problemAt({ source, offset: 0 }, message)] };
  }
  const strays = value.flatMap((item, index) => {
    const place = isObject(item) ? undefined : places.find(value, [index]);
    return place
      ? [problemAt(place, `an account must be a mapping, got ${shown(item)}; write its name and email`)]
      : [];
  });
  return { value: value.filter(isObject), problems: [...problems, ...strays] };
}

function withAccounts(
  main: Readonly<Record<string, unknown>>,
  others: readonly unknown[],
  places: Places,
): Readonly<Record<string, unknown>> {
  const own = main.accounts ?? [];
  // What is no list is complained about as it is; an empty `accounts:` too.
  if (others.length === 0 || main.accounts === null || !Array.isArray(own)) return main;
  const root = { ...main, accounts: [...own, ...others] };
  places.share(main, root);
  places.share(own, root.accounts);
  return root;
}
