import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Runs a function's bundle as Lambda would: its own process environment, nothing of ours in its memory.
 * The bundle is the very file that is deployed.
 */
export class FunctionHost {
  readonly #worker: Worker;

  constructor(bundle: string, environment: Readonly<Record<string, string>>) {
    this.#worker = new Worker(runtime, { eval: true, workerData: { bundle }, env: { ...environment } });
  }

  /**
   * Under the configuration that is deployed beside the code, unless another file is given.
   * @throws Error with the function's own message when its handler throws.
   */
  async invoke(event: object, configuration = ''): Promise<unknown> {
    this.#worker.postMessage({ event, configuration });
    const answered = once(this.#worker, 'message');
    // A bundle that does not load ends the worker instead of answering.
    const [answer] = (await answered) as [{ readonly result?: unknown; readonly error?: string }];
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

// S3 Control puts the account's id before the host's name, and every name below localhost is this machine (RFC 6761).
const runtime = `
const dns = require('node:dns');
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(String(name).endsWith('.localhost') ? 'localhost' : name, ...rest);
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', async ({ event, configuration }) => {
  try {
    process.env.CONFIGURATION = configuration;
    const { handler } = require(workerData.bundle);
    parentPort.postMessage({ result: await handler(event) });
  } catch (error) {
    parentPort.postMessage({ error: error && error.stack ? error.stack : String(error) });
  }
});`;
