import type { AccountId, OrganizationId, RootId, UnitId } from './organization';

/** Ids learned from AWS, kept in `organization.lock.yaml` so that synth needs no credentials. What is unknown is absent. */
export interface Lock {
  readonly organization?: OrganizationId;
  readonly root?: RootId;
  /** By path: `workloads/production`. */
  readonly units: Readonly<Record<string, UnitId>>;
  /** By name. */
  readonly accounts: Readonly<Record<string, AccountId>>;
  /** Number of the stack that holds an account, by name (account-shards.ts). */
  readonly shards?: Readonly<Record<string, number>>;
  /** ARN of the organization's instance of IAM Identity Center. */
  readonly identityCenter?: string;
  /** Number of stacks that account assignments fill (assignments.ts). */
  readonly assignmentStacks?: number;
}
