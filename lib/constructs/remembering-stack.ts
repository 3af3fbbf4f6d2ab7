import { type CfnElement, Stack } from 'aws-cdk-lib/core';

/** A stack that works out each logical id once. CDK hashes the path anew for every reference, a twelfth of synth (2.276). */
export class RememberingStack extends Stack {
  readonly #logicalIds = new WeakMap<CfnElement, string>();

  override getLogicalId(element: CfnElement): string {
    const known = this.#logicalIds.get(element) ?? super.getLogicalId(element);
    this.#logicalIds.set(element, known);
    return known;
  }
}
