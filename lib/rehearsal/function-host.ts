import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface HostedFunction {
  /** File of its code: the very one that is deployed. */
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Runs functions' bundles as Lambda would: each in a process environment of its own, nothing of ours in its memory.
 * One function at a time: the next begins with fresh code where the last one ended, and finds Node itself warm.
 */
export class FunctionHost {
  #worker: Worker | undefined;
  #running: HostedFunction | undefined;

  /**
   * Under the configuration that is deployed beside the code, unless another file is given.
   * @throws Error with the function's own message when its handler throws.
   */
  async invoke(hosted: HostedFunction, event: object, configuration = ''): Promise<unknown> {
    this.#worker ??= new Worker(runtime, { eval: true, env: {} });
    const begin = hosted === this.#running ? undefined : hosted;
    this.#running = hosted;
    this.#worker.postMessage({ begin, event, configuration });
    const answer = await this.#answer(this.#worker);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  /** @throws Error when the bundle ends its process instead of answering; the next function gets a new one. */
  async #answer(worker: Worker): Promise<Answer> {
    const done = new AbortController();
    const { signal } = done;
    try {
      const ended = once(worker, 'exit', { signal }).then(([code]) => {
        throw new Error(`the function ended its process with ${code} instead of answering`);
      });
      const [answer] = await Promise.race([once(worker, 'message', { signal }), ended]);
      return answer as Answer;
    } catch (error) {
      this.#worker = undefined;
      this.#running = undefined;
      throw error;
    } finally {
      done.abort();
    }
  }
}

interface Answer {
  readonly result?: unknown;
  readonly error?: string;
}

// S3 Control puts the account's id before the host's name, and every name below localhost is this machine (RFC 6761).
// A resolver would take its time, and name an address first that no local AWS listens at.
const runtime = `
const dns = require('node:dns');
const { lookup } = dns;
dns.lookup = (name, options, answer) => {
  if (!/(^|\\.)localhost$/.test(name)) return lookup(name, options, answer);
  const here = { address: '127.0.0.1', family: 4 };
  process.nextTick(answer, null, ...(options.all ? [[here]] : [here.address, here.family]));
};
const { parentPort } = require('node:worker_threads');
let bundle;
function become(hosted) {
  if (bundle) delete require.cache[require.resolve(bundle)];
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, hosted.environment);
  bundle = hosted.bundle;
}
parentPort.on('message', async ({ begin, event, configuration }) => {
  try {
    if (begin) become(begin);
    process.env.CONFIGURATION = configuration;
    const { handler } = require(bundle);
    parentPort.postMessage({ result: await handler(event) });
  } catch (error) {
    parentPort.postMessage({ error: error && error.stack ? error.stack : String(error) });
  }
});`;
