/** Where the JSON value ends that the text begins with, by counting brackets; undefined when the text ends before it. */
export function endOfValue(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at);
        if (end === undefined) return undefined;
        at = end;
        if (depth === 0) return at + 1;
        break;
      }
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        if (depth === 0) return Math.max(at, 1);
        depth--;
        if (depth === 0) return at + 1;
        break;
      case ',':
      case '\n':
        // A number, true, false, null, or something that is no JSON at all.
        if (depth === 0) return at;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number | undefined {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text[first - 1] === '\\') first--;
    if ((end - first) % 2 === 0) return end;
  }
  return undefined;
}
