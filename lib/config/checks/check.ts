import type { Complaint } from '../complaint';
import type { Draft } from '../draft';
import type { OrganizationFile } from '../schema/organization';

/** What is right about an organization's file so far. */
export type OrganizationDraft = Exclude<Draft<OrganizationFile>, null>;
export type AccountDraft = Exclude<Draft<OrganizationFile['accounts'][number]>, null>;
export type UnitDraft = Exclude<Draft<OrganizationFile['units'][number]>, null>;

export interface Circumstances {
  readonly today: Date;
  /** Ids of the guardrails there are; undefined leaves references to them unchecked. */
  readonly guardrailIds: readonly string[] | undefined;
  /** False when a file of accounts could not be read, so that an account that seems to be missing may be in it. */
  readonly hasEveryAccount: boolean;
}

/** Finds what no single value shows: references, duplicates, quotas, days. */
export type Check = (draft: OrganizationDraft, circumstances: Circumstances) => Iterable<Complaint>;
