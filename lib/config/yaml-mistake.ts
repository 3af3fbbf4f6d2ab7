/** What the parser says about what people get wrong most, and what they can do about it. */
const remedies: readonly (readonly [says: RegExp, remedy: string])[] = [
  [/^Tabs are not allowed/, 'a tab indents this line; indent it with spaces'],
  [/^Missing closing (["'])quote/, 'text in quotes has no end; close it with $1'],
  [/must be sufficiently indented and end with a (.)$/, 'a bracket above is not closed; end it with $1'],
  [/^Implicit (?:map )?keys need/, "this line has no value; write 'key: value', with a space after the colon"],
  [
    /^Nested mappings are not allowed/,
    "': ' in the middle of text, or a line indented too far; put the text in quotes, or line the keys up",
  ],
  [/cannot start with (?:reserved|directive indicator) character (.)$/, 'text begins with $1; put it in quotes'],
  [
    /^(?:Sequence item without|All mapping items|All sequence items|A block sequence may not)/,
    'this line is indented unlike those it belongs to; line it up',
  ],
  [/^Source contains multiple documents/, "'---' begins a second document; keep one in a file"],
  [
    /^Invalid escape sequence (.*)$/,
    'text in double quotes has $1 in it; write a backslash twice, or use single quotes',
  ],
];

export interface YamlMistake {
  readonly offset: number;
  readonly message: string;
}

/** A syntax error in words for people, where they have to look: quotes are missed at their end and to be found at their beginning. */
export function yamlMistake(text: string, parserSays: string, at: number): YamlMistake {
  const [says, remedy] = remedies.find(([known]) => known.test(parserSays)) ?? [];
  if (!says || !remedy) return { offset: at, message: `${parserSays}; correct it` };
  const found = says.exec(parserSays)?.[1] ?? '';
  const isUnclosed = parserSays.startsWith('Missing closing');
  return {
    offset: isUnclosed ? Math.max(0, text.lastIndexOf(found, at - 1)) : at,
    message: remedy.replace('$1', () => found),
  };
}
