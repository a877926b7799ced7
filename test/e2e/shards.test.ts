/** Two exporters that share the accounts of one configuration. */
import { expect, test } from '@jest/globals';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { shardOf } from '../../src/refresh/shards.ts';
import { reportCsv } from '../support/report-csv.ts';
import { type AwsExporter, ownValue, roleAccount, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';

const IDS = ['111111111111', '222222222222', '333333333333', '444444444444', '555555555555', '666666666666'];
const accounts = IDS.map((id, index) => roleAccount(`account-${index}`, id));

function fakeWithReports(): Promise<FakeAws> {
  return startFake({
    accounts: IDS.map((accountId) => ({
      accountId,
      csv: reportCsv(accountId, ['somebody']),
      generatedTime: Date.now(),
    })),
  });
}

function startShard(fake: FakeAws, shard: number, entries: readonly object[]): Promise<AwsExporter> {
  return startAwsExporter(fake, { accounts: entries }, { args: [`--shard=${shard}`, '--total-shards=2'] });
}

/** Waits until the exporter serves that many accounts, and gives their ids. */
function served(exporter: AwsExporter, count: number): Promise<string[]> {
  return exporter.process.until(`${count} accounts are served`, async () => {
    const ids = idsIn(await exporter.page(), /^aws_iam_account_info\{account_id="(\d+)"/gm);
    return ids.length === count ? ids : undefined;
  });
}

/** How many of the first accounts each of two shards reads. */
function sizesOf(count: number): number[] {
  const shards = accounts.slice(0, count).map((account) => shardOf({ source: 'aws', owner: '', ...account }, 2));
  return [0, 1].map((shard) => shards.filter((other) => other === shard).length);
}

function idsIn(page: string, line: RegExp): string[] {
  return [...page.matchAll(line)].map(([, id = '']) => id).sort();
}

/** Lines of the families that say who reads what. */
function members(page: string): string[] {
  return page.split('\n').filter((line) => line.startsWith('iam_credential_exporter_account_member{'));
}

test('each account is read by one of them, and both name all accounts', async () => {
  const fake = await fakeWithReports();
  const shards = await Promise.all([0, 1].map((shard) => startShard(fake, shard, accounts)));

  const [first = [], second = []] = await Promise.all(
    shards.map((shard, index) => served(shard, sizesOf(6)[index] ?? 0)),
  );
  const pages = await Promise.all(shards.map((shard) => shard.page()));

  expect([...first, ...second].sort()).toEqual(IDS);
  expect(sizesOf(6)).not.toContain(0);
  for (const page of pages) {
    expect(members(page)).toEqual(
      accounts.map(
        ({ name }, index) =>
          `iam_credential_exporter_account_member{account_id="${IDS[index]}",account_name="${name}",shard="${first.includes(IDS[index] ?? '') ? 0 : 1}"} 1`,
      ),
    );
    expect(ownValue(page, 'members_known')).toBe(1);
    expect(ownValue(page, 'total_shards')).toBe(2);
  }
  expect(pages.map((page) => ownValue(page, 'shard_ordinal'))).toEqual([0, 1]);
});

test('after a reload each reads what is its own of the new accounts', async () => {
  const fake = await fakeWithReports();
  const shards = await Promise.all([0, 1].map((shard) => startShard(fake, shard, accounts.slice(0, 2))));
  await Promise.all(shards.map((shard, index) => served(shard, sizesOf(2)[index] ?? 0)));

  for (const shard of shards) {
    await shard.configure({ accounts });
    process.kill(shard.process.pid, 'SIGHUP');
  }
  const [first = [], second = []] = await Promise.all(
    shards.map((shard, index) => served(shard, sizesOf(6)[index] ?? 0)),
  );

  expect([...first, ...second].sort()).toEqual(IDS);
});
