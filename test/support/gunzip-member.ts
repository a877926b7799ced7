import { crc32, inflateRawSync, type Zlib } from 'node:zlib';

const HEADER_LENGTH = 10;
const TRAILER_LENGTH = 8;

/** Decodes bytes that must be exactly one gzip member (RFC 1952), without flags. Throws if anything is wrong with it. */
export function gunzipMember(bytes: Buffer): Buffer {
  if (bytes.readUInt16BE(0) !== 0x1f8b || bytes[2] !== 8 || bytes[3] !== 0) throw new Error('no gzip header');
  const { buffer, engine } = inflateRawSync(bytes.subarray(HEADER_LENGTH), { info: true }) as unknown as {
    buffer: Buffer;
    engine: Zlib;
  };
  const trailer = bytes.subarray(HEADER_LENGTH + engine.bytesWritten);
  if (trailer.length !== TRAILER_LENGTH) throw new Error(`${trailer.length} bytes follow the deflate stream`);
  if (trailer.readUInt32LE(0) !== crc32(buffer)) throw new Error('wrong CRC');
  if (trailer.readUInt32LE(4) !== buffer.length) throw new Error('wrong size');
  return buffer;
}
