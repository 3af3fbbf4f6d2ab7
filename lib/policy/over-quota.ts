import type { Json } from '../model/json';
import type { ComposedPolicy } from './compose';
import type { PolicyQuota } from './quotas';

const override = 'if your partition takes more, say so under policyQuotas in organization.yaml';

/** Says node, size, quota, who contributes most and what to do. */
export function documentOverQuota(document: ComposedPolicy, quota: PolicyQuota): Error {
  const [only, ...more] = document.statements;
  const what = only && more.length === 0 ? `statement '${only.sid}' alone makes a document` : 'a document';
  return new Error(
    `${at(document)}: ${what} of ${count(document.characters)} characters, the quota is ${count(quota.characters)} ` +
      `(${quota.asOf}); biggest: ${biggest([document])}; divide it, or shorten it with wildcards; ${override}`,
  );
}

/** Likewise, for more documents of a type than AWS attaches to a node. */
export function nodeOverQuota(node: string, documents: readonly ComposedPolicy[], quota: PolicyQuota): Error {
  const { type } = documents[0] as ComposedPolicy;
  const reserved = quota.reserved > 0 ? ` and ${quota.reserved} that AWS attaches itself` : '';
  const characters = documents.reduce((sum, document) => sum + document.characters, 0);
  return new Error(
    `${at({ type, targets: [node] })}: ${documents.length} documents${reserved} (${count(characters)} characters), ` +
      `the quota is ${quota.perNode} (${quota.asOf}); biggest: ${biggest(documents)}; ` +
      `shorten these with wildcards, or enforce some of them at other units; ${override}`,
  );
}

function at({ type, targets }: Pick<ComposedPolicy, 'type' | 'targets'>): string {
  return `${type} at '${targets.join("', '")}'`;
}

/** The three guardrails with most characters in these documents. */
function biggest(documents: readonly ComposedPolicy[]): string {
  const sizes = new Map<string, number>();
  const add = (guardrail: string, value: Json | undefined) =>
    sizes.set(guardrail, (sizes.get(guardrail) ?? 0) + JSON.stringify(value).length);
  for (const { name, content, statements } of documents) {
    if (statements.length === 0) add(name, content);
    const written = content.Statement as readonly Json[];
    statements.forEach(({ guardrail }, index) => {
      add(guardrail, written[index]);
    });
  }
  return [...sizes]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 3)
    .map(([name, characters]) => `${name} (${count(characters)})`)
    .join(', ');
}

function count(characters: number): string {
  return characters.toLocaleString('en-US');
}
