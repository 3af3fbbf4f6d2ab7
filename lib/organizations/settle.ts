import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { Lock } from '../model/lock';
import type { Template } from '../model/template';
import { type Applied, type ApplyOptions, applyChanges } from './apply';
import { present } from './calls/present';
import type { Change } from './change';
import { type DesiredOrganization, desiredOrganization } from './desired';
import { type LivingOrganization, namesIn } from './living';
import { namesInLock } from './names-in-lock';
import { planChanges } from './plan';
import { compare } from './planning/compare';
import { readOrganization } from './read-organization';
import { readTags } from './read-tags';
import type { Tags } from './thing';

export interface SettleOptions extends ApplyOptions {
  readonly organizations: OrganizationsClient;
  /** Every synthesized template; what is not about the organization is passed over. */
  readonly templates: readonly Template[];
  /** The lock file the templates were synthesized with, when it is another organization's that they build here. */
  readonly synthesizedWith?: Lock | undefined;
  /** Whether tags that templates declare are compared too, which costs a request for each account that has some. @default true */
  readonly tags?: boolean | undefined;
}

export interface Settled {
  /** What was to be done, and what is left alone. */
  readonly planned: readonly Change[];
  readonly applied: Applied;
  /** As it is now. */
  readonly living: LivingOrganization;
}

/** Makes the organization what the templates say. Run again after any failure: it goes on from what is there. */
export async function settleOrganization(options: SettleOptions): Promise<Settled> {
  const { organizations, sleep } = options;
  const { living, planned } = await planOrganization(options);
  const applied = await applyChanges(organizations, planned, options);
  const now = living && applied.done.length === 0 ? living : await readOrganization(organizations, { sleep });
  return { planned, applied, living: present(now, 'the organization that was just made') };
}

/** What `settleOrganization` would do. Changes nothing. */
export async function planOrganization({
  organizations,
  templates,
  synthesizedWith,
  sleep,
  tags = true,
}: SettleOptions): Promise<{ readonly living: LivingOrganization | undefined; readonly planned: readonly Change[] }> {
  const living = await readOrganization(organizations, { sleep });
  const names = { ...(living && namesIn(living)), ...(synthesizedWith && namesInLock(synthesizedWith)) };
  const desired = desiredOrganization(templates, names);
  if (living && saysNothing(desired)) return { living, planned: [] };
  if (!living || !tags) return { living, planned: planChanges(desired, living) };
  const tagged = await readTags(organizations, living, taggedIds(desired, living), { sleep });
  return { living: tagged, planned: planChanges(desired, tagged) };
}

/** Templates without any resource of Organizations are of something else: they are no wish to detach every policy. */
function saysNothing({ units, accounts, policies }: DesiredOrganization): boolean {
  return units.length + accounts.length + policies.length === 0;
}

/** Tags cost a request each, so only those are read that a template declares. */
function taggedIds(desired: DesiredOrganization, living: LivingOrganization): readonly string[] {
  const { unit, account, policy } = compare(desired, living);
  const declaresTags = ({ tags }: { readonly tags: Tags }) => Object.keys(tags).length > 0;
  return [
    ...desired.units.filter(declaresTags).map(unit),
    ...desired.accounts.filter(declaresTags).map(account),
    ...desired.policies.filter(declaresTags).map(policy),
  ].flatMap((alive) => (alive ? [alive.id] : []));
}
