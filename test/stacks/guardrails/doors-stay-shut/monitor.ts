import { defineMonitor } from '../../../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [{ source: ['aws.doors'], detail: { eventName: ['OpenDoor'] } }],
  finding: () => ({ kind: 'ignored', because: 'there are no doors' }),
  reconcile: async function* () {},
});
