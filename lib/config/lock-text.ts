import { Document } from 'yaml';
import type { Lock } from '../model/lock';

const header = ` Learned from AWS and committed, so that synth needs no credentials and gives the same result everywhere.
 Written by 'breakwater sync'; what is here is believed, so do not edit it by hand.`;

/** A lock file: sorted, one entry a line, so that two branches that learned different ids merge. */
export function lockText({ organization, root, units, accounts, shards = {}, ...rest }: Lock): string {
  const { identityCenter, assignmentStacks = 1 } = rest;
  const document = new Document({
    ...(organization && { organization }),
    ...(root && { root }),
    ...(identityCenter && { identityCenter }),
    ...(assignmentStacks > 1 && { assignmentStacks }),
    units: sorted(units),
    accounts: sorted(accounts),
    ...(Object.keys(shards).length > 0 && { shards: sorted(shards) }),
  });
  document.commentBefore = header;
  return document.toString({ lineWidth: 0 });
}

function sorted<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1)));
}
