import { availableParallelism } from 'node:os';
import type { Guardrail } from '../model/guardrail';
import { type LocalAws, startLocalAws } from './local-aws/local-aws';

// A local AWS answers one call at a time, so a second one uses the second core; a third would wait for either.
const mostLanes = 2;

/** Has as many local AWSs as it pays to play in, on their way while somebody else is busy, and stops them in the end. */
export async function withLanes<Result>(
  guardrails: readonly Guardrail[],
  onProgress: (message: string) => void,
  play: (servers: readonly Promise<LocalAws>[]) => Promise<Result>,
): Promise<Result> {
  const count = Math.min(guardrails.length, availableParallelism(), mostLanes);
  const lanes = Array.from({ length: count }, () => start(onProgress));
  const servers = lanes.map(({ server }) => server);
  try {
    // What keeps this thread busy would keep them from being started, too.
    await Promise.allSettled(lanes.map(({ begun }) => begun));
    return await play(servers);
  } finally {
    await Promise.allSettled(servers.map(async (server) => (await server).stop()));
  }
}

function start(onProgress: (message: string) => void) {
  let begin = () => {};
  const begins = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const server = startLocalAws({
    awake: true,
    onProgress(message) {
      onProgress(message);
      begin();
    },
  });
  return { server, begun: Promise.race([begins, server]) };
}
