import { defineFix } from '../../../../lib/model/guardrail';

export const fix = defineFix({
  permissions: [
    { actions: ['doors:DescribeDoor', 'doors:ShutDoor'], resources: ['arn:aws:doors:*:*:door/*'] },
    { actions: ['doors:ListDoors'], resources: ['*'], because: 'listing doors has no resource to name' },
  ],
  read: async () => undefined,
  decide: () => ({ kind: 'leave', because: 'the door is shut' }),
  apply: async () => {},
  undo: async () => {},
});
