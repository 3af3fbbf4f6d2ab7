// The engine compares character by character (UTF-16 units), each with its lower and its upper case form.
// A form may be longer than its character: ß is SS in upper case.
type Forms = readonly (readonly string[])[];

export function equalsIgnoringCase(text: string): (value: string) => boolean {
  const forms = formsOf(text);
  return (value) => endsOf(value, forms).includes(value.length);
}

export function startsIgnoringCase(text: string): (value: string) => boolean {
  const forms = formsOf(text);
  return (value) => endsOf(value, forms).length > 0;
}

export function endsIgnoringCase(text: string): (value: string) => boolean {
  const forms = formsOf(text)
    .map((form) => form.map(backwards))
    .reverse();
  return (value) => endsOf(backwards(value), forms).length > 0;
}

function formsOf(text: string): Forms {
  return text.split('').map((unit) => [...new Set([unit.toLowerCase(), unit.toUpperCase()])]);
}

/** Every position where the forms, one after the other from the start, can end. */
function endsOf(value: string, forms: Forms): readonly number[] {
  let ends = [0];
  for (const form of forms) {
    const next = new Set<number>();
    for (const end of ends) {
      for (const text of form) if (value.startsWith(text, end)) next.add(end + text.length);
    }
    if (next.size === 0) return [];
    ends = [...next];
  }
  return ends;
}

function backwards(text: string): string {
  return text.split('').reverse().join('');
}
