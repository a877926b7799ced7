/** Configuration files that are empty, cut, still being written, on a disk that does not answer, or with a secret where none belongs. */
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ownValue } from '../support/aws-exporter.ts';
import { type Exporter, spawnExporter, startExporter } from '../support/exporter-process.ts';
import { hangOpens } from '../support/hanging-file.ts';
import { exporterMain, run } from '../support/tools.ts';

const COUNT = 30;
const SECRET = '5ef1ab2c-s3cret';

const idOf = (index: number) => String(100_000_000_000 + index);

/** As people write it, with a policy after the accounts. */
function configOf(count: number): string {
  const entries = Array.from({ length: count }, (_, index) => [
    `  - name: account-${index}`,
    `    owner: team-${index % 3}`,
    `    reportFile: ${idOf(index)}.csv`,
    '    staleAfter: 7d',
  ]);
  return `${['refreshInterval: 4h', 'accounts:', ...entries.flat()].join('\n')}\npolicy:\n  checks:\n    user-created: { enabled: true, withinDays: 3650 }\n`;
}

const WHOLE = configOf(COUNT);

interface Subject {
  readonly file: string;
  readonly exporter: Exporter;
  readonly reload: () => Promise<{ status: number; answer: string }>;
  readonly page: () => Promise<string>;
}

/** An exporter that has read all thirty accounts. */
async function startWith(config = WHOLE): Promise<Subject> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'config.yml');
  await writeFile(file, config);
  for (let index = 0; index < COUNT; index += 1) {
    await writeFile(path.join(folder, `${idOf(index)}.csv`), reportCsv(idOf(index), ['somebody']));
  }
  const exporter = await startExporter({ args: [`--config.file=${file}`, '--web.enable-lifecycle'] });
  const page = async () => (await fetch(`${exporter.url}/metrics`, { headers: { accept: 'text/plain' } })).text();
  await exporter.process.until('thirty accounts', async () => (usersOn(await page()) === COUNT ? true : undefined));
  return {
    file,
    exporter,
    page,
    reload: async () => {
      const response = await fetch(`${exporter.url}/-/reload`, { method: 'POST' });
      return { status: response.status, answer: await response.text() };
    },
  };
}

function usersOn(page: string): number {
  return page.match(/^aws_iam_user_info\{.*user="somebody"/gm)?.length ?? 0;
}

test.each([
  ['is empty', ''],
  ['has a comment only', '# accounts: moved\n'],
  ['has the mark of a document only', '---\n'],
  ['is null', 'null\n'],
  ['was cut in a key', 'accounts:\n  - name: a\n    reportFi'],
  ['has fewer accounts than it says', `${configOf(29)}expectedAccounts: 30\n`],
])('no command starts with a file that %s', async (_what, yaml) => {
  const file = path.join(await temporaryFolder(), 'config.yml');
  await writeFile(file, yaml);

  for (const args of [[], ['--config.check'], ['check'], ['iam-policy']]) {
    const { code, stdout, stderr } = await run(process.execPath, [exporterMain, ...args, `--config.file=${file}`]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/config\.yml(?::\d+)?: .+\n$/);
  }
});

test('an exporter that is told to load what is left of its file goes on with what it has', async () => {
  const { file, exporter, reload, page } = await startWith();
  const cuts = [
    '',
    '# later\n',
    '{}\n',
    ...[0.1, 0.2, 0.3, 0.4, 0.49].map((part) => WHOLE.slice(0, part * WHOLE.length)),
  ];

  for (const cut of cuts) {
    await writeFile(file, cut);
    expect((await reload()).status).toBe(500);
  }
  const after = await page();
  await writeFile(file, `${configOf(3)}expectedAccounts: 3\n`);
  const meant = await reload();

  expect(usersOn(after)).toBe(COUNT);
  expect(ownValue(after, 'config_last_reload_successful')).toBe(0);
  expect(meant.status).toBe(200);
  expect(exporter.logs()).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      msg: expect.stringMatching(/^accounts that left: "account-3", .* and 17 more$/),
    }),
  );
  await exporter.process.until('three accounts', async () => (usersOn(await page()) === 3 ? true : undefined));
});

test('a file that turns into a pipe, which nobody writes to, holds up neither an answer nor the next reload', async () => {
  const { file, reload, exporter } = await startWith();
  await run('mkfifo', [`${file}.pipe`]);
  await rename(`${file}.pipe`, file);

  const refused = await Promise.all([reload(), reload(), reload()]);
  await rm(file);
  await writeFile(file, WHOLE);
  const taken = await reload();

  expect(refused.map(({ status }) => status)).toEqual([500, 500, 500]);
  expect(taken.status).toBe(200);
  expect((await exporter.process.stop()).code).toBe(0);
});

test('a file on a disk that does not answer ends a start, and a reload keeps what runs', async () => {
  const { file, reload, page } = await startWith();
  const hanging = await hangOpens(file);

  const start = spawnExporter(['iam-policy', `--config.file=${file}`]);
  const [{ code, signal }, refused] = await Promise.all([start.exited(), reload()]);
  const meanwhile = await page();
  hanging.release();
  const taken = await reload();

  const problem = `${file}: could not be read within 10 s: its disk does not answer\n`;
  expect(start.output).toBe(problem);
  // Before Node.js 22.15 a process that must not wait for its threads can only end by a signal.
  expect(['2', 'SIGTERM']).toContain(String(code ?? signal));
  expect(refused).toEqual({
    status: 500,
    answer: `the configuration was refused; the one before it still runs\n${problem}`,
  });
  expect(usersOn(meanwhile)).toBe(COUNT);
  expect(ownValue(meanwhile, 'config_last_reload_successful')).toBe(0);
  expect(taken.status).toBe(200);
});

test('a secret that a slip has put anywhere is neither in the answer nor in the log', async () => {
  const { file, reload, exporter } = await startWith();
  const role = 'roleArn: arn:aws:iam::111111111111:role/x';
  const slips = [
    `    externalId:${SECRET}`,
    `      externalId:${SECRET}`,
    `      externalId: ${SECRET}`,
    `    externalId: *${SECRET}`,
    `    externalId: |\n      ${SECRET}`,
    `    externalId: "${SECRET}`,
    `    ${SECRET}: x`,
    `    externalId: {${SECRET}}`,
  ];

  for (const slip of slips) {
    await writeFile(file, WHOLE.replace('policy:', `  - name: production\n    ${role}\n${slip}\npolicy:`));
    const { status, answer } = await reload();
    expect(status).toBe(500);
    expect(answer).not.toContain(SECRET);
    const policy = await run(process.execPath, [exporterMain, 'iam-policy', `--config.file=${file}`]);
    expect(policy.code).toBe(2);
    expect(policy.stdout + policy.stderr).not.toContain(SECRET);
  }
  expect(exporter.process.output).not.toContain(SECRET);
});
