import { defineMonitor } from '../../../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [{ source: ['aws.doors'], detail: { eventName: ['OpenDoor'] } }],
  reads: [{ source: ['aws.doors'], detail: { eventName: ['GetKey'] } }],
  configRules: [{ identifier: 'DOORS_SHUT', parameters: { floor: '1' }, resourceTypes: ['AWS::Doors::Door'] }],
  finding: () => ({ kind: 'ignored', because: 'there are no doors' }),
  reconcile: async function* () {},
});
