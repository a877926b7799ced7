import { createHash } from 'node:crypto';
import { type Account, sourceOf } from '../model/account.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { UnixSeconds } from '../model/time.ts';

/**
 * The content of a stored report: a line with the digest of all that follows, a line with the heading as JSON, and the report's bytes.
 */
interface Heading {
  readonly format: number;
  /** Of the account's entry in the configuration without its name and owner: the report of another source is foreign. */
  readonly source: string;
  readonly accountId: string;
  readonly generatedTime: UnixSeconds;
  readonly gatheredAt: UnixSeconds;
}

const FORMAT = 1;
const LINE_FEED = 10;

/** @returns the parts of the content, in their order. */
export function encodeStoredReport(
  account: Account,
  csv: Uint8Array,
  { value, asOf, gatheredAt }: Fact<CredentialReport>,
): readonly Uint8Array[] {
  const heading: Heading = {
    format: FORMAT,
    source: digestOf(sourceOf(account)),
    accountId: value.accountId,
    generatedTime: asOf,
    gatheredAt,
  };
  const line = Buffer.from(`${JSON.stringify(heading)}\n`);
  return [Buffer.from(`${digestOf(line, csv)}\n`), line, csv];
}

/** Throws an error that says why, unless the content was stored by this version for this entry of the configuration, and is whole. */
export function readStoredReport(
  content: Buffer,
  account: Account,
): Pick<Heading, 'generatedTime' | 'gatheredAt'> & { readonly csv: Uint8Array } {
  const [digest, body] = cutLine(content);
  if (digest.toString() !== digestOf(body)) throw new Error('it is damaged or was cut off');
  const [line, csv] = cutLine(body);
  const heading = readHeading(line);
  if (heading.source !== digestOf(sourceOf(account))) {
    throw new Error('it is of another source: the entry of the account has changed');
  }
  return { ...heading, csv };
}

function readHeading(line: Buffer): Heading {
  try {
    const heading = JSON.parse(line.toString()) as Heading;
    if (heading.format === FORMAT) return heading;
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
