import { createHash } from 'node:crypto';
import { type Account, sourceOf } from '../model/account.ts';

/**
 * The content of a stored fact: a line with the digest of all that follows, a line with the heading as JSON, and the fact's own bytes.
 * In parts, as a copy of the whole would take as much memory again.
 */
export type StoredContent = readonly Uint8Array[];

export interface StoredHeading {
  /** Of the fact and of how it is written. Another build may write it, or mean it, otherwise. */
  readonly format: number | string;
  /** Digest of the account's entry in the configuration without its name and owner: the fact of another source is foreign. */
  readonly source: string;
  readonly accountId: string;
}

const LINE_FEED = 10;

export function encodeStored<Heading extends StoredHeading>(
  account: Account,
  heading: Omit<Heading, 'source'>,
  body: Uint8Array,
): StoredContent {
  const line = Buffer.from(`${JSON.stringify({ ...heading, source: digestOf(sourceOf(account)) })}\n`);
  return [Buffer.from(`${digestOf(line, body)}\n`), line, body];
}

/** Throws an error that says why, unless the content was stored in this format for this entry of the configuration, and is whole. */
export function readStored<Heading extends StoredHeading>(
  content: Buffer,
  account: Account,
  format: Heading['format'],
): { readonly heading: Heading; readonly body: Buffer } {
  const [digest, rest] = cutLine(content);
  if (digest.toString() !== digestOf(rest)) throw new Error('it is damaged or was cut off');
  const [line, body] = cutLine(rest);
  const heading = readHeading<Heading>(line, format);
  if (heading.source !== digestOf(sourceOf(account))) {
    throw new Error('it is of another source: the entry of the account has changed');
  }
  return { heading, body };
}

function readHeading<Heading extends StoredHeading>(line: Buffer, format: Heading['format']): Heading {
  try {
    const heading = JSON.parse(line.toString()) as Heading;
    if (heading.format === format) return heading;
  } catch {
    // The same as a heading with another format.
  }
  throw new Error('another version of the exporter has stored it');
}

function cutLine(content: Buffer): [line: Buffer, rest: Buffer] {
  const end = content.indexOf(LINE_FEED);
  return end < 0 ? [content, content.subarray(content.length)] : [content.subarray(0, end), content.subarray(end + 1)];
}

function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
