import type { Mutation } from './change';

export interface Skipped {
  readonly change: Mutation;
  readonly because: string;
}

/** Remembers what was skipped, and with it what that makes impossible. */
export interface Skips {
  /** Why the change cannot be made any more; undefined where it can. */
  readonly because: (change: Mutation) => string | undefined;
  readonly add: (change: Mutation, because: string) => void;
  readonly all: () => readonly Skipped[];
}

export function createSkips(): Skips {
  const skipped: Skipped[] = [];
  const missing = new Map<string, string>();
  return {
    because: (change) => {
      if (change.kind === 'create-policy') return missing.get(change.type);
      if (change.kind === 'attach-policy') return missing.get(change.policy.name);
      return undefined;
    },
    add: (change, because) => {
      skipped.push({ change, because });
      if (change.kind === 'enable-policy-type')
        missing.set(change.type, `policies of type ${change.type} are unsupported here`);
      if (change.kind === 'create-policy')
        missing.set(change.policy.name, `${change.policy.name} could not be created here`);
    },
    all: () => skipped,
  };
}
