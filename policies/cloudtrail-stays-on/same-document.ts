import { sameJson } from '../../lib/model/same-json';
import type { PolicyDocument } from '../../lib/policy/policy-document';

/** Whether the text of a policy says what the document says. */
export function sameDocument(text: string, document: PolicyDocument): boolean {
  try {
    return sameJson(JSON.parse(text), document);
  } catch {
    return false;
  }
}
