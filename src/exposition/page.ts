import { setImmediate } from 'node:timers/promises';
import { constants, crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import type { Piece } from './render.ts';

/**
 * The rendered reports as bytes that are ready to send, plain and compressed, until the next rendering replaces them.
 *
 * `deflated` is raw deflate that ends on a full flush, so that each scrape can append a last block of its own and still send one
 * gzip member: clients such as `curl --compressed` refuse two.
 */
export interface Page {
  readonly plain: readonly Buffer[];
  readonly deflated: Buffer;
  readonly crc: number;
  readonly byteLength: number;
  readonly series: number;
}

export const EMPTY_PAGE: Page = { plain: [], deflated: Buffer.alloc(0), crc: 0, byteLength: 0, series: 0 };

/** Takes half the time of zlib's default level and makes 2 % more bytes of this text. */
const COMPRESSION_LEVEL = 4;

/** Encodes and compresses the pieces, with a turn of the event loop after each; the compressor works beside it. */
export async function buildPage(pieces: Iterable<Piece>): Promise<Page> {
  const plain: Buffer[] = [];
  const deflated: Buffer[] = [];
  const deflate = createDeflateRaw({ level: COMPRESSION_LEVEL });
  deflate.on('data', (chunk: Buffer) => deflated.push(chunk));
  let crc = 0;
  let byteLength = 0;
  let series = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece.text);
    plain.push(bytes);
    crc = crc32(bytes, crc);
    byteLength += bytes.length;
    series += piece.series;
    // It may lag behind: what waits for it is kept as plain text all the same.
    deflate.write(bytes);
    await setImmediate();
  }
  await new Promise<void>((resolve) => deflate.flush(constants.Z_FULL_FLUSH, resolve));
  deflate.destroy();
  return { plain, deflated: Buffer.concat(deflated), crc, byteLength, series };
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
