import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * moto loads a service when it is first asked for it, and CloudFormation takes all the others with it: that is most of a
 * server's start. Asked from a thread of its own, since whoever starts a server is busy meanwhile.
 */
export function wake(endpoint: string): { readonly awake: Promise<unknown>; stop(): void } {
  const worker = new Worker(asking, { eval: true, env: {}, workerData: endpoint });
  // It is quicker so, and nothing else: whoever asks next hears what is wrong.
  return { awake: once(worker, 'exit').catch(() => undefined), stop: () => void worker.terminate() };
}

const asking = `
const { workerData: endpoint } = require('node:worker_threads');
const until = Date.now() + 60_000;
const request = {
  method: 'POST',
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/cloudformation/aws4_request, SignedHeaders=host, Signature=none',
  },
  body: 'Action=ListStackSets&Version=2010-05-15',
};
async function ask() {
  const answer = await fetch(endpoint, request).catch(() => undefined);
  await answer?.arrayBuffer();
  if (!answer && Date.now() < until) setTimeout(ask, 40);
}
ask();`;
