/** What a field of an event can hold; objects and arrays only lead to fields. */
export type Scalar = string | number | boolean | null;

/** One alternative a pattern gives for a field. Equality is data, so that it can be indexed. */
export type ValueTest =
  | { readonly kind: 'equals'; readonly value: Scalar }
  | { readonly kind: 'satisfies'; readonly accepts: (value: Scalar) => boolean }
  | { readonly kind: 'absent' };

export function passes(test: ValueTest, value: Scalar): boolean {
  switch (test.kind) {
    case 'equals':
      return test.value === value;
    case 'satisfies':
      return test.accepts(value);
    case 'absent':
      return false;
  }
}
