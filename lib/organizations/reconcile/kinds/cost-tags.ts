import {
  CostExplorerClient,
  ListCostAllocationTagsCommand,
  UpdateCostAllocationTagsStatusCommand,
} from '@aws-sdk/client-cost-explorer';
import { defineKind, type Hands, type Scene } from '../kind';
import { globalPlace } from '../places';

/** What UpdateCostAllocationTagsStatus takes at a time (2026-11). */
const tagsPerCall = 20;

type Statuses = Readonly<Record<string, string | undefined>>;

/** Tags that bills are split by. AWS knows a tag a day after its first use; until then there is nothing to switch on. */
export const costTags = defineKind<readonly string[], Statuses>({
  id: 'cost-tags',
  items: ({ settings: { costTags: keys } }) =>
    Array.from({ length: Math.ceil(keys.length / tagsPerCall) }, (_, batch) =>
      keys.slice(batch * tagsPerCall, (batch + 1) * tagsPerCall),
    ),
  place: (_, scene) => globalPlace(scene),
  nothing: {},
  read: async (TagKeys, { call, in: session }, scene) => {
    const client = session(globalPlace(scene)).client(CostExplorerClient);
    const list = new ListCostAllocationTagsCommand({ TagKeys: [...TagKeys], Type: 'UserDefined' });
    const { CostAllocationTags = [] } = await call('ListCostAllocationTags', () => client.send(list));
    return Object.fromEntries(CostAllocationTags.map(({ TagKey, Status }) => [TagKey, Status]));
  },
  steps: (keys, living, scene) => {
    const inactive = keys.filter((key) => living[key] === 'Inactive');
    if (inactive.length === 0) return [];
    return [
      {
        says: `split bills by ${inactive.join(', ')}`,
        place: globalPlace(scene),
        operation: 'UpdateCostAllocationTagsStatus',
        apply: (hands) => activate(inactive, hands, scene),
      },
    ];
  },
  permissions: ({ costTags: keys }) =>
    keys.length > 0 ? { management: ['ce:ListCostAllocationTags', 'ce:UpdateCostAllocationTagsStatus'] } : {},
});

/** AWS answers with success and tells in the answer which tags it did not take. */
async function activate(keys: readonly string[], { call, in: session }: Hands, scene: Scene): Promise<void> {
  const client = session(globalPlace(scene)).client(CostExplorerClient);
  const CostAllocationTagsStatus = keys.map((TagKey) => ({ TagKey, Status: 'Active' as const }));
  const { Errors = [] } = await call('UpdateCostAllocationTagsStatus', () =>
    client.send(new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus })),
  );
  const [first] = Errors;
  if (first) throw new Error(`AWS did not take cost allocation tag ${first.TagKey}: ${first.Message ?? first.Code}`);
}
