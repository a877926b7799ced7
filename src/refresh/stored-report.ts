/** A stored report: its bytes as AWS gave them, under its times. */
import type { Account } from '../model/account.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { UnixSeconds } from '../model/time.ts';
import { readReport } from './read-report.ts';
import { encodeStored, readStored, type StoredContent, type StoredHeading } from './stored-fact.ts';

interface Heading extends StoredHeading {
  readonly generatedTime: UnixSeconds;
  readonly gatheredAt: UnixSeconds;
}

const FORMAT = 1;

/** @param csv its bytes. */
export function encodeStoredReport(
  account: Account,
  csv: Uint8Array,
  { value: { accountId }, asOf: generatedTime, gatheredAt }: Fact<CredentialReport>,
): StoredContent {
  return encodeStored<Heading>(account, { format: FORMAT, accountId, generatedTime, gatheredAt }, csv);
}

/** Throws an error that says why the content cannot be used. */
export async function readStoredReport(content: Buffer, account: Account): Promise<Fact<CredentialReport>> {
  const { heading, body } = readStored<Heading>(content, account, FORMAT);
  const { generatedTime, gatheredAt } = heading;
  return { value: await readReport(body, { generatedTime, gatheredAt }), asOf: generatedTime, gatheredAt };
}
