/** What is removed, and what giving it back takes. */
export interface Removal {
  readonly vpc: string;
  readonly gateway?: { readonly id: string; readonly attached: boolean };
  readonly subnets: readonly { readonly id: string; readonly zone: string }[];
}
