/** The list of accounts with their owners on disk, so that a restart knows whose findings it holds while Organizations cannot be asked. */
import type { AwsAccount } from '../model/account.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { AccountList } from './account-list.ts';
import type { ReadTags } from './account-tags.ts';
import { encodeStored, readStored, type StoredContent, type StoredHeading } from './stored-fact.ts';

export interface StoredOrganization {
  readonly list: AccountList;
  readonly tags: ReadonlyMap<string, ReadTags>;
  readonly asOf: UnixSeconds;
  /** Of the exporter itself; absent: nobody knew. */
  readonly ownAccountId?: string;
}

export interface OrganizationFile {
  /** What an earlier run stored. Whatever is wrong with the file is logged, and then there is none. */
  readonly read: (reader: AwsAccount) => Promise<StoredOrganization | undefined>;
  readonly write: (reader: AwsAccount, stored: StoredOrganization) => void;
}

interface Heading extends StoredHeading {
  readonly asOf: UnixSeconds;
}

/** To be raised when what stands in it changes. */
const FORMAT = 'organization 1';

/** @param reader by whose credentials the organization was asked. */
export function encodeStoredOrganization(reader: AwsAccount, stored: StoredOrganization): StoredContent {
  const { list, tags, asOf, ownAccountId } = stored;
  const heading = { format: FORMAT, accountId: list.organization.managementAccountId, asOf };
  return encodeStored<Heading>(reader, heading, Buffer.from(JSON.stringify({ list, tags: [...tags], ownAccountId })));
}

/** Throws an error that says why the content cannot be used. */
export function readStoredOrganization(content: Buffer, reader: AwsAccount): StoredOrganization {
  const { heading, body } = readStored<Heading>(content, reader, FORMAT);
  const { tags, ...stored } = JSON.parse(body.toString()) as Omit<StoredOrganization, 'tags' | 'asOf'> & {
    tags: [string, ReadTags][];
  };
  return { ...stored, tags: new Map(tags), asOf: heading.asOf };
}
