import type { AccountId, Organization } from './organization';

// `$account.log-archive` is the account of that name; a name takes in all the letters, digits and hyphens there are.
const variable = /\$(account\.[A-Za-z0-9-]+|[A-Za-z]+)/g;
const names = ['account', 'organization', 'partition', 'region'] as const;

/** The text with `$account`, `$account.NAME`, `$organization`, `$partition` and `$region` (home) filled in. */
export function fillVariables(text: string, organization: Organization, account: AccountId): string {
  if (!text.includes('$')) return text;
  return text.replace(variable, (whole, name: string) => variableNamed(name, organization, account) ?? whole);
}

/** Variables that stand for nothing, as written. */
export function unknownVariables(text: string, accountNames: ReadonlySet<string>): readonly string[] {
  return [...text.matchAll(variable)].flatMap(([whole, name = '']) => {
    const isKnown = name.startsWith('account.')
      ? accountNames.has(name.slice('account.'.length))
      : (names as readonly string[]).includes(name);
    return isKnown ? [] : [whole];
  });
}

function variableNamed(name: string, organization: Organization, account: AccountId): string | undefined {
  if (name.startsWith('account.')) return organization.accounts.find((one) => `account.${one.name}` === name)?.id;
  const values: Readonly<Record<string, string | undefined>> = {
    account,
    organization: organization.id,
    partition: organization.partition,
    region: organization.homeRegion,
  };
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
