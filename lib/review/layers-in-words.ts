import { type Layer, layers } from './describe-guardrail';

/** What a guardrail's README says about each layer, in the table that every one of them has. */
export function layersInWords(readme: string): Readonly<Partial<Record<Layer, string>>> {
  return Object.fromEntries(
    layers.flatMap((layer) => {
      const [, words] = new RegExp(`^\\| *${layer} *\\| *(.*?) *\\|$`, 'm').exec(readme) ?? [];
      return words === undefined ? [] : [[layer, words]];
    }),
  );
}
