/** Accounts that get another name or another role while AWS is away: what is known of them stays. */
import { readdir } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type AwsExporter, knownReportOf, linesAbout, ownValue, startAwsExporter } from '../support/aws-exporter.ts';
import { startFake } from '../support/fake-aws.ts';
import { untilPage } from '../support/further-facts.ts';

const ACCOUNT = '222222222222';

function configOf(name: string, role = 'reader'): object {
  return { accounts: [{ name, roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}` }] };
}

/** An exporter that has read the account, and its AWS. */
async function startRead(args: readonly string[] = []) {
  const fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv: knownReportOf(ACCOUNT) }] });
  const options = { args: ['--web.enable-lifecycle', ...args] };
  const exporter = await startAwsExporter(fake, configOf('before'), options);
  const page = await untilPage(exporter, 'its users', (text) => text.includes('user="alice@example.com"'));
  expect(page).toMatch(/^aws_iam_finding\{.*account_name="before"/m);
  return { fake, exporter, page };
}

async function reload(exporter: AwsExporter, config: object): Promise<void> {
  await exporter.configure(config);
  expect((await fetch(`${exporter.url}/-/reload`, { method: 'POST' })).status).toBe(200);
}

function up(name: string): string {
  return `fact_up{account_name="${name}",fact="credential-report"}`;
}

/** What the page says of the account, whatever its name is. */
function factsOn(page: string): string[] {
  return linesAbout(page, ACCOUNT).map((line) => line.replace(/account_name="\w+"/, ''));
}

test('another name by a reload: the facts are under it at once, and no more under the old one', async () => {
  const { fake, exporter, page: before } = await startRead();
  fake.always('*', '*', faults.hang);
  const asked = fake.requests.length;

  await reload(exporter, configOf('after'));
  const page = await untilPage(exporter, 'the new name', (text) => text.includes('account_name="after"'));
  const current = await untilPage(exporter, 'no old name', (text) => !text.includes('account_name="before"'));

  expect(ownValue(page, up('after'))).toBe(1);
  expect(factsOn(current)).toEqual(factsOn(before));
  expect(fake.requests).toHaveLength(asked);
});

test('another role while AWS is away: the facts stay, and the old role is the way back', async () => {
  const { fake, exporter, page: before } = await startRead();
  fake.always('*', '*', faults.accessDenied);

  await reload(exporter, configOf('before', 'misspelt'));
  const failed = await exporter.untilValue(up('before'), 0);
  fake.clear();
  await reload(exporter, configOf('before'));
  const good = await exporter.untilValue(up('before'), 1);

  for (const page of [failed, good]) expect(factsOn(page)).toEqual(factsOn(before));
});

test('another name with a restart while AWS is away: the stored report is found', async () => {
  const folder = await temporaryFolder();
  const { fake, exporter, page: before } = await startRead([`--storage.path=${folder}`]);
  await exporter.process.until(
    'the stored report',
    async () => (await readdir(folder)).some((name) => name.endsWith('.report')) || undefined,
  );
  await exporter.process.stop('SIGKILL');
  await fake.close();

  const next = await startAwsExporter(fake, configOf('after'), { args: [`--storage.path=${folder}`] });
  await next.untilValue(up('after'), 0);
  const page = await untilPage(next, 'the stored report', (text) => text.includes(`account_id="${ACCOUNT}"`));

  expect(factsOn(page)).toEqual(factsOn(before));
  expect(page).toMatch(/^aws_iam_finding\{.*account_name="after"/m);
});
