import { setImmediate } from 'node:timers/promises';
import { constants, crc32, createDeflateRaw, createInflateRaw, deflateRawSync } from 'node:zlib';
import { crc32Combine } from './crc32-combine.ts';
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
/** Bytes that may wait for the compressors, which work on threads of their own. */
const MOST_WAITING = 1024 * 1024;

/** The page before if the next one is equal to it, so that slow readers of the two share the bytes. */
export function sameOrNext(before: Page, next: Page): Page {
  const isSame = before.crc === next.crc && before.byteLength === next.byteLength;
  return isSame && before.deflated.equals(next.deflated) ? before : next;
}

/**
 * Encodes and compresses the pieces of each level, with a turn of the event loop after each. Rejects in the next turn when `signal`
 * aborts.
 */
export async function buildPage(levels: Iterable<Iterable<Piece>>, signal?: AbortSignal): Promise<Page> {
  const parts: Page[] = [];
  for (const pieces of levels) parts.push(...(await buildLevel(pieces, signal)));
  return {
    deflated: Buffer.concat(parts.map(({ deflated }) => deflated)),
    crc: parts.reduce((crc, part) => crc32Combine(crc, part.crc, part.byteLength), 0),
    byteLength: parts.reduce((sum, { byteLength }) => sum + byteLength, 0),
    series: parts.reduce((sum, { series }) => sum + series, 0),
  };
}

/**
 * A part of the page for each family, in their order. Each has a compressor of its own, as pieces of all families of a level come by
 * turns. Parts that end on a full flush stand one after the other as one stream.
 */
async function buildLevel(pieces: Iterable<Piece>, signal: AbortSignal | undefined): Promise<Page[]> {
  const families = new Map<number, ReturnType<typeof compressFamily>>();
  let waiting = 0;
  for (const { family, text, series } of pieces) {
    const compressor = families.get(family) ?? compressFamily();
    families.set(family, compressor);
    const bytes = Buffer.from(text);
    waiting += bytes.length;
    const written = compressor.write(bytes, series).then(() => {
      waiting -= bytes.length;
    });
    // They may lag behind by little: what waits for them is the memory that the page would take as text.
    if (waiting > MOST_WAITING) await written;
    await setImmediate(undefined, { signal });
  }
  const inOrder = [...families].sort(([one], [other]) => one - other);
  return Promise.all(inOrder.map(([, compressor]) => compressor.finish()));
}

function compressFamily() {
  const deflated: Buffer[] = [];
  const deflate = createDeflateRaw({ level: COMPRESSION_LEVEL });
  deflate.on('data', (chunk: Buffer) => deflated.push(chunk));
  let crc = 0;
  let byteLength = 0;
  let series = 0;
  return {
    write(bytes: Buffer, more: number): Promise<void> {
      crc = crc32(bytes, crc);
      byteLength += bytes.length;
      series += more;
      return new Promise((resolve) => deflate.write(bytes, () => resolve()));
    },
    async finish(): Promise<Page> {
      await new Promise<void>((resolve) => deflate.flush(constants.Z_FULL_FLUSH, resolve));
      deflate.destroy();
      return { deflated: Buffer.concat(deflated), crc, byteLength, series };
    },
  };
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
