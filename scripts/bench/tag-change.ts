/** From a change of one account's tag until its owner is on the page, and whether other accounts are asked for it. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { organizationTagsFact } from '../../src/model/facts/organization.ts';
import { encodeStoredOrganization, readStoredOrganization } from '../../src/refresh/organization-file.ts';
import { startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { accountsOn } from './fleet.ts';
import { organizationOf, OWNER_TAG } from './organization-fleet.ts';
import { scratchFolder } from './scratch-folder.ts';
import { LATENCY_MS } from './shards.ts';

const ACCOUNTS = 50;
const USERS = 50;
const INTERVAL_S = organizationTagsFact.interval / 1000;
const HOURS = INTERVAL_S / 3_600;
/** What is left of the interval when the exporter starts anew: by then it would have asked all others, if it did. */
const LEFT_S = 30;
/** It looks every five seconds whether something is due, and then whether something new came. */
const TURNS_S = 15;
const SECONDS = 120;
const NEW_OWNER = 'another-team';

/** Who asks the organization in the configuration of `organizationOf`: the exporter's own credentials. */
const READER = { source: 'aws', name: '', owner: '' } as const;

export async function measureTagChange(folder: string): Promise<Figure> {
  const fleet = organizationOf(ACCOUNTS, USERS);
  const accounts = fleet.accounts.map((account) => ({ ...account, generatedTime: Date.now() }));
  const { organization, config, ids } = fleet;
  await using aws: FakeAws = await startFakeAws({ accounts, organization, latencyMs: LATENCY_MS });
  await using storage = await scratchFolder();
  const options = { folder, config, awsUrl: aws.url, args: [`--storage.path=${storage.path}`] };
  await readAll(options);

  const changed = ids.at(-1) ?? '';
  const asOf = await makeOld(storage.path, changed);
  organization.retag(changed, { [OWNER_TAG]: NEW_OWNER });
  const before = aws.requests.length;
  await using exporter = await startExporter(options);
  const line = new RegExp(`^aws_iam_account_info\\{account_id="${changed}".*owner="${NEW_OWNER}"`, 'm');
  const page = await exporter.pageWithin((text) => line.test(text), SECONDS);
  const late = Date.now() / 1000 - asOf - INTERVAL_S;
  const asked = aws.requests.slice(before).filter(({ operation }) => operation === 'ListTagsForResource');
  const others = asked.filter(({ input }) => input?.ResourceId !== changed).length;
  return {
    what: `change of the tag of one of ${ACCOUNTS} accounts right after it was read: until the owner is on the page`,
    limit: `at most one interval (${HOURS} h) and ${TURNS_S} s, no other account asked`,
    measured:
      page === undefined
        ? `not within ${HOURS} h and ${late.toFixed(0)} s`
        : `${HOURS} h and ${late.toFixed(1)} s, calls for its tags: ${asked.length - others}, for those of others: ${others}`,
    held: page !== undefined && late <= TURNS_S && others === 0,
  };
}

async function readAll(options: Parameters<typeof startExporter>[0]): Promise<void> {
  await using exporter = await startExporter(options);
  await exporter.page((page) => accountsOn(page) === ACCOUNTS, SECONDS);
}

/**
 * Nobody waits six hours for a figure: the stored tags of the account are as old as they are shortly before they are due.
 *
 * @returns of which moment they are then, in Unix seconds.
 */
async function makeOld(storage: string, accountId: string): Promise<number> {
  const name = (await readdir(storage)).find((file) => file.endsWith('.organization'));
  if (name === undefined) throw new Error('the exporter has stored no organization');
  const file = path.join(storage, name);
  const stored = readStoredOrganization(await readFile(file), READER);
  const read = stored.tags.get(accountId);
  if (read === undefined) throw new Error('the exporter has not stored the tags of the account');
  const asOf = Date.now() / 1000 - INTERVAL_S + LEFT_S;
  const tags = new Map(stored.tags).set(accountId, { ...read, asOf });
  await writeFile(file, Buffer.concat(encodeStoredOrganization(READER, { ...stored, tags })));
  return asOf;
}
