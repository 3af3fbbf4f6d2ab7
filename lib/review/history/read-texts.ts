import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

const readBytes = 1 << 20;
// Text and records of a piece stay in the processor's cache; a megabyte at a time takes a quarter longer.
const pieceBytes = 1 << 16;

/** A file's text in pieces, unzipped where it is zipped, whatever its name. `-` is standard input. */
export async function* readTexts(file: string): AsyncGenerator<string> {
  const source: Readable = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: readBytes });
  const decoder = new StringDecoder('utf8');
  for await (const bytes of await unzipped(source)) {
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      yield decoder.write(bytes.subarray(from, from + pieceBytes));
    }
  }
  yield decoder.end();
}

async function unzipped(source: Readable): Promise<AsyncIterable<Buffer>> {
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await pieces.next();
  const all = resumed(first, pieces);
  if (first.done || first.value[0] !== 0x1f || first.value[1] !== 0x8b) return all;
  const gunzip = createGunzip({ chunkSize: readBytes });
  // What goes wrong on the way comes out of the iteration below.
  pipeline(all, gunzip).catch((error: Error) => gunzip.destroy(error));
  return gunzip;
}

async function* resumed(first: IteratorResult<Buffer>, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let piece = first; !piece.done; piece = await rest.next()) yield piece.value;
}
