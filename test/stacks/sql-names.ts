import { type HiveType, within } from './hive-type';

const words = new Set(
  'and any array as asc between by case cast count cross current_date day desc distinct else end from group having in interval is join like limit not null or order over select then unnest varchar when where with'.split(
    ' ',
  ),
);

/**
 * The names in a query that nothing explains: no table, column, field of a column, alias or word of SQL.
 * No parser of SQL, but a query with a misspelt column does not get past it.
 */
export function unknownNames(sql: string, tables: Readonly<Record<string, Readonly<Record<string, HiveType>>>>) {
  const bare = sql.replaceAll(/'[^']*'/g, "''");
  const found = (pattern: RegExp) => [...bare.matchAll(pattern)].map(([, name = '']) => name);
  const sources = [...found(/\bFROM (\w+)/g), ...found(/\bJOIN (?!UNNEST)(\w+)/g)];
  const made = [
    ...found(/\b(\w+) AS \(/g),
    ...found(/\bAS (\w+)/g),
    ...found(/\bAS \w+\((\w+)\)/g),
    ...found(/(\w+) ->/g),
  ];
  const columns = Object.assign({}, ...sources.map((source) => tables[source] ?? {})) as Record<string, HiveType>;
  // What a query makes of a column, such as the last of its values, has the fields of the column.
  const typed = Object.fromEntries(
    [...bare.matchAll(/\b(?:max_by|UNNEST)\(([\w.]+).*\) AS (?:\w+\()?(\w+)/g)].map(([, path = '', alias = '']) => [
      alias,
      elementOf(typeAt(path, { ...columns })),
    ]),
  );
  const element = [...bare.matchAll(/any_match\((\w+), (\w+) ->/g)].map(([, array = '', variable = '']) => [
    variable,
    elementOf(columns[array]),
  ]);
  const known: Record<string, HiveType | undefined> = { ...columns, ...typed, ...Object.fromEntries(element) };
  const isKnown = (path: string) => {
    const [head = '', ...rest] = path.split('.');
    if (known[head] !== undefined) return within(known[head], rest) !== undefined;
    return rest.length === 0 && made.includes(head);
  };
  const tablesUnknown = sources.filter((source) => !tables[source] && !made.includes(source));
  const names = [...bare.matchAll(/[A-Za-z_][\w.]*/g)].filter(({ 0: name, index }) => {
    if (words.has(name.toLowerCase()) || sources.includes(name)) return false;
    const isFunction = bare[index + name.length] === '(' && !made.includes(name);
    return !isFunction && !isKnown(name);
  });
  return [...new Set([...tablesUnknown, ...names.map(([name]) => name)])];

  function typeAt(path: string, from: Readonly<Record<string, HiveType>>): HiveType | undefined {
    const [head = '', ...rest] = path.split('.');
    return within(from[head], rest);
  }
}

function elementOf(type: HiveType | undefined): HiveType | undefined {
  return type?.kind === 'array' ? type.of : type;
}
