import { ListTagsForResourceCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import { allPages } from './calls/all-pages';
import { createCall, type Sleep } from './calls/call';
import { inParallel } from './calls/in-parallel';
import { present } from './calls/present';
import { sleep } from './calls/sleep';
import type { LivingOrganization } from './living';
import type { Tags } from './thing';

const atOnce = 4;

/** The same organization, with the tags of those ids: one request each. */
export async function readTags(
  client: OrganizationsClient,
  living: LivingOrganization,
  ids: readonly string[],
  options: { readonly sleep?: Sleep | undefined } = {},
): Promise<LivingOrganization> {
  const call = createCall(options.sleep ?? sleep);
  const read = async (id: string): Promise<readonly [string, Tags]> => {
    const tags = await allPages(
      (NextToken) =>
        call('ListTagsForResource', () => client.send(new ListTagsForResourceCommand({ ResourceId: id, NextToken }))),
      (page) => page.Tags,
    );
    return [id, Object.fromEntries(tags.map((tag) => [present(tag.Key, 'a tag key'), tag.Value ?? '']))];
  };
  return { ...living, tags: { ...living.tags, ...Object.fromEntries(await inParallel(ids, atOnce, read)) } };
}
