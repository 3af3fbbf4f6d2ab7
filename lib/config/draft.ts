/**
 * What could be read of a file that need not be right. Null is a value that has a problem already:
 * it is neither there nor absent, so nothing follows from it and one mistake is reported once.
 */
export type Draft<T> =
  | null
  | (T extends readonly (infer Item)[]
      ? readonly Draft<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Draft<T[Key]> }
        : T);
