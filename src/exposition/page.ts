import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { constants, crc32, createDeflateRaw, createInflateRaw, deflateRawSync } from 'node:zlib';
import type { Piece } from './render.ts';

/**
 * The rendered accounts as compressed bytes that are ready to send, until the next rendering replaces them.
 *
 * It is raw deflate that ends on a full flush, so that each scrape can append a last block of its own and still send one gzip
 * member: clients such as `curl --compressed` refuse two. The text is kept nowhere: it is ten times as large, and the few
 * clients that want it get it inflated while it is sent.
 */
export interface Page {
  readonly deflated: Buffer;
  readonly crc: number;
  /** Of the text. */
  readonly byteLength: number;
  readonly series: number;
}

export const EMPTY_PAGE: Page = { deflated: Buffer.alloc(0), crc: 0, byteLength: 0, series: 0 };

/** Takes half the time of zlib's default level and makes 2 % more bytes of this text. */
const COMPRESSION_LEVEL = 4;
/** Bytes that may wait for the compressor, which works on a thread of its own. */
const MOST_WAITING = 1024 * 1024;

/** Encodes and compresses the pieces, with a turn of the event loop after each. */
export async function buildPage(pieces: Iterable<Piece>): Promise<Page> {
  const deflated: Buffer[] = [];
  const deflate = createDeflateRaw({ level: COMPRESSION_LEVEL });
  deflate.on('data', (chunk: Buffer) => deflated.push(chunk));
  let crc = 0;
  let byteLength = 0;
  let series = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece.text);
    crc = crc32(bytes, crc);
    byteLength += bytes.length;
    series += piece.series;
    deflate.write(bytes);
    // It may lag behind by little only: what waits for it is the memory that the page would take as text.
    if (deflate.writableLength > MOST_WAITING) await once(deflate, 'drain');
    await setImmediate();
  }
  await new Promise<void>((resolve) => deflate.flush(constants.Z_FULL_FLUSH, resolve));
  deflate.destroy();
  return { deflated: Buffer.concat(deflated), crc, byteLength, series };
}

/** Magic number, deflate, no flags, no time, no extra flags, unknown system (RFC 1952). */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** The tail of a scrape as the last block of a deflate stream. */
export function deflateTail(tail: Buffer): Buffer {
  return deflateRawSync(tail, { finishFlush: constants.Z_FINISH });
}

/** Page and tail as the chunks of one gzip member. */
export function gzipMember(page: Page, tail: Buffer, deflatedTail: Buffer): Buffer[] {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(tail, page.crc), 0);
  trailer.writeUInt32LE((page.byteLength + tail.length) % 2 ** 32, 4);
  return [GZIP_HEADER, page.deflated, deflatedTail, trailer];
}

/** Page and tail as text, inflated no faster than the reader takes it. */
export async function* plainText(page: Page, tail: Buffer): AsyncGenerator<Buffer> {
  // The page has no last block.
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  inflate.end(page.deflated);
  for await (const chunk of inflate) yield chunk as Buffer;
  yield tail;
}
