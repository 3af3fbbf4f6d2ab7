import { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';

/** Where a local AWS listens. Nobody asks a resolver where this machine is, which would name an address first that answers nothing. */
const address = { address: '127.0.0.1', family: 4 };

const lookup: LookupFunction = (_, { all }, answer) => {
  if (all) answer(null, [address]);
  else answer(null, address.address, address.family);
};

/** Keeps connections open between calls: a rehearsal makes thousands of them. */
export const localAgent = new Agent({ keepAlive: true, lookup });
