/** What the built program says and with which code it ends, when it does not serve. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { COLUMNS_22 } from '../support/report-writer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { exporterMain, type Finished, repositoryRoot, run } from './support/tools.ts';

const GOOD = `
accounts:
  - { name: own }
  - { name: production, roleArn: "arn:aws:iam::111111111111:role/iam-credential-exporter" }
`;

/** Two problems of single keys, and one that two accounts have together. */
const BAD = `
concurrency: many
accounts:
  - { name: twice, roleArn: 111111111111 }
  - { name: twice }
`;

/** With no environment but what is given. */
function exporter(args: readonly string[], environment: readonly string[] = []): Promise<Finished> {
  return run('env', ['-i', ...environment, process.execPath, exporterMain, ...args]);
}

async function configFile(yaml: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'config.yml');
  await writeFile(file, yaml);
  return file;
}

// Side by side: each runs programs of its own to their end.
test.concurrent.each([{ args: [] }, { args: ['--config.check'] }, { args: ['iam-policy'] }])(
  'a bad configuration ends it with every problem: $args',
  async ({ args }) => {
    const file = await configFile(BAD);

    const { code, stdout, stderr } = await exporter([...args, `--config.file=${file}`]);

    expect([code, stdout]).toEqual([2, '']);
    const places = [':2: concurrency: ', ':4: accounts[0].roleArn: ', ':5: accounts[1].name: '];
    expect(stderr.trim().split('\n')).toEqual(places.map((place) => expect.stringContaining(file + place)));
  },
);

test.concurrent('a bad flag, a bad environment variable and a bad file are told together', async () => {
  const file = await configFile(BAD);

  const { code, stderr } = await exporter(
    ['--web.listen-address=nowhere', `--config.file=${file}`],
    ['IAM_CREDENTIAL_EXPORTER_LOG_LEVEL=chatty'],
  );

  expect(code).toBe(2);
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining('--web.listen-address: '),
    'IAM_CREDENTIAL_EXPORTER_LOG_LEVEL=chatty: must be one of debug, info, warn, error',
    ...[':2: concurrency: ', ':4: accounts[0].roleArn: ', ':5: accounts[1].name: '].map((place) =>
      expect.stringContaining(file + place),
    ),
  ]);
});

test.concurrent('an unknown flag ends it', async () => {
  const { code, stdout, stderr } = await exporter(['--colour']);

  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('unknown option --colour');
});

test.concurrent('--config.check says that a good file is good', async () => {
  const file = await configFile(GOOD);

  const finished = await exporter(['--config.check'], [`IAM_CREDENTIAL_EXPORTER_CONFIG_FILE=${file}`]);

  expect(finished).toEqual({ code: 0, stdout: `${file} is good: 2 accounts\n`, stderr: '' });
});

test.concurrent('--config.check warns of a report file that is not there, with any command', async () => {
  const folder = await temporaryFolder();
  const missing = path.join(folder, 'missing.csv');
  const file = await configFile(`accounts: [{ name: a, reportFile: ${missing} }, { name: b, reportFile: ${folder} }]`);

  for (const args of [['--config.check'], ['check', '--config.check'], ['iam-policy', '--config.check']]) {
    expect(await exporter([...args, `--config.file=${file}`])).toEqual({
      code: 0,
      stdout: `${file} is good: 2 accounts\n`,
      stderr: [
        `warning: the report file of "a" cannot be read: there is no such file: ${missing}\n`,
        `warning: the report file of "b" cannot be read: it is no regular file: ${folder}\n`,
      ].join(''),
    });
  }
});

test.concurrent('iam-policy prints the least policy of the exporter, and of the role of an account', async () => {
  const flag = `--config.file=${await configFile(GOOD)}`;

  const own = await exporter(['iam-policy', flag]);
  const role = await exporter(['iam-policy', '--account', 'production', flag]);

  const read = { Action: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'], Resource: '*' };
  const assume = { Action: ['sts:AssumeRole'], Resource: ['arn:aws:iam::111111111111:role/iam-credential-exporter'] };
  expect(JSON.parse(own.stdout)).toMatchObject({ Version: '2012-10-17', Statement: [read, assume] });
  expect(JSON.parse(role.stdout)).toMatchObject({ Version: '2012-10-17', Statement: [read] });
  expect([own.code, role.code, own.stderr, role.stderr]).toEqual([0, 0, '', '']);
});

test.concurrent('iam-policy that cannot write the policy says so and is a failure', async () => {
  const command = `${process.execPath} ${exporterMain} iam-policy --config.file=${await configFile(GOOD)}`;

  const { code, stderr } = await run('bash', ['-c', `${command} > /dev/full`]);

  expect([code, stderr]).toEqual([74, 'standard output cannot be written: the disk is full\n']);
});

test.concurrent('--version prints the version of the package', async () => {
  const { version } = JSON.parse(await readFile(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
    version: string;
  };

  expect(await exporter(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test.concurrent('--help names every flag and its environment variable', async () => {
  const { code, stdout } = await exporter(['--help']);

  expect(code).toBe(0);
  expect(stdout).toMatch(/--config\.file[^]*IAM_CREDENTIAL_EXPORTER_CONFIG_FILE/);
  expect(stdout).toMatch(/--web\.enable-lifecycle[^]*IAM_CREDENTIAL_EXPORTER_WEB_ENABLE_LIFECYCLE/);
});

test.concurrent('check holds the policy against a report file, and its exit code can stop a pipeline', async () => {
  const reportFile = path.join(repositoryRoot, 'test/golden/every-kind.csv');
  const args = ['check', `--report-file=${reportFile}`, '--output=csv'];

  const asked = await exporter(args);
  const gated = await exporter([...args, '--fail-on=critical']);

  expect([asked.code, gated.code]).toEqual([0, 1]);
  expect(asked.stdout).toContain(
    'critical,111122223333,every-kind,,<root_account>,1,root-access-key,Root access key,,,',
  );
  expect(asked.stderr).toMatch(/^\d+ open findings \(.*\), 0 exempt, \d+ unknown, in 1 account\n$/m);
});

test.concurrent('check tells its progress and says which of many accounts could not be read', async () => {
  const reportFile = path.join(repositoryRoot, 'test/golden/every-kind.csv');
  const file = await configFile(`
accounts:
  - { name: here, reportFile: ${reportFile} }
  - { name: gone, reportFile: /nowhere/report.csv }
exemptions:
  - { name: over, users: [alice], reason: a test, expires: 2020-01-01 }
`);

  const { code, stderr } = await exporter(['check', `--config.file=${file}`]);

  expect(code).toBe(3);
  expect(stderr).toMatch(/^warning: exemptions: "over" has ended/);
  expect(stderr).toMatch(/^\[\d\/2\] here: \d+ users$/m);
  expect(stderr).toContain('gone: file: cannot read the report file /nowhere/report.csv: there is no such file\n');
});

test.concurrent('check holds the policy of the configuration: what it exempts stops no pipeline', async () => {
  const reportFile = path.join(repositoryRoot, 'test/golden/every-kind.csv');
  const gate = async (yaml: string) => {
    const file = await configFile(yaml);
    const args = [`--config.file=${file}`, `--report-file=${reportFile}`, '--fail-on=critical'];
    return (await exporter(['check', ...args])).code;
  };
  const off = (id: string) => `${id}: { enabled: false }`;
  const others = ['root-without-mfa', 'root-used', 'root-signing-certificate'].map(off).join(', ');
  const exempt = 'exemptions: [{ name: a, checks: [root-access-key], reason: a test, expires: 9999-12-31 }]';

  expect(await gate(`policy: { checks: { ${others} } }`)).toBe(1);
  expect(await gate(`policy: { checks: { ${others}, ${off('root-access-key')} } }`)).toBe(0);
  expect(await gate(`policy: { checks: { ${others} } }\n${exempt}`)).toBe(0);
});

test.concurrent('check reads standard input, and a folder', async () => {
  const report = path.join(repositoryRoot, 'test/golden/every-kind.csv');
  const folder = await temporaryFolder();
  await copyFile(report, path.join(folder, 'every-kind.csv'));
  const command = `${process.execPath} ${exporterMain} check --output=csv`;

  const piped = await run('bash', ['-c', `${command} - < ${report}`]);
  const ofFolder = await run('bash', ['-c', `${command} ${folder}`]);

  expect([piped.code, ofFolder.code]).toEqual([0, 0]);
  expect(piped.stdout).toContain('critical,111122223333,stdin,,<root_account>,1,root-access-key');
  expect(ofFolder.stdout).toContain('critical,111122223333,every-kind,,<root_account>,1,root-access-key');
});

describe('the output of check', () => {
  const many = async () => {
    const noKeys = 'false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A';
    const root = `<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00Z,false,N/A,N/A,N/A,true,${noKeys}`;
    const rows = Array.from({ length: 3_000 }, (_, index) => {
      const name = `user${index}`;
      return `${name},arn:aws:iam::111122223333:user/${name},2020-01-01T00:00:00Z,true,no_information,2020-01-01T00:00:00Z,N/A,false,${noKeys}`;
    });
    const file = path.join(await temporaryFolder(), 'many.csv');
    await writeFile(file, [COLUMNS_22.join(','), root, ...rows].join('\n'));
    return file;
  };
  const shell = (command: string) => run('bash', ['-c', `set -o pipefail; ${command}`]);

  test.concurrent('reaches a slow reader of a pipe to its last byte', async () => {
    const command = `${process.execPath} ${exporterMain} check --output json --report-file ${await many()}`;

    const { code, stdout, stderr } = await shell(`${command} | { sleep 0.5; cat; }`);

    expect(code).toBe(0);
    const [, count] = /^(\d+) open findings/m.exec(stderr) ?? [];
    expect(Number(count)).toBeGreaterThan(3_000);
    expect((JSON.parse(stdout) as { findings: unknown[] }).findings).toHaveLength(Number(count));
  });

  test.concurrent('may be cut off by its reader, which changes no exit code', async () => {
    const command = `${process.execPath} ${exporterMain} check --fail-on warning --report-file ${await many()}`;

    const { code, stdout, stderr } = await shell(`${command} | head -n 1`);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^SEVERITY/);
    expect(stderr).toMatch(/^\d{4,} open findings [^\n]*\n$/m);
  });

  test.concurrent('that cannot be written is a failure of its own', async () => {
    const command = `${process.execPath} ${exporterMain} check --report-file ${await many()}`;

    const { code, stderr } = await shell(`${command} > /dev/full`);

    expect(code).toBe(74);
    expect(stderr).toMatch(/^standard output cannot be written: the disk is full[^]*\n\d+ open findings/);
  });

  test.concurrent('that a disk takes only in part is one too', async () => {
    const command = `${process.execPath} ${exporterMain} check --report-file ${await many()}`;
    const folder = await temporaryFolder();
    const onSmallDisk = `mount -t tmpfs -o size=64k tmpfs ${folder} && ${command} > ${folder}/output`;

    const { code, stderr } = await run('unshare', ['--map-root-user', '--mount', 'bash', '-c', onSmallDisk]);

    expect(code).toBe(74);
    expect(stderr).toContain('the disk is full');
  });

  test.concurrent('changes no exit code that already says more', async () => {
    const gate = `${process.execPath} ${exporterMain} check --fail-on warning --report-file ${await many()}`;
    const refused = `${process.execPath} ${exporterMain} --config.file=${await configFile(BAD)}`;

    expect((await shell(`${gate} > /dev/full`)).code).toBe(1);
    expect((await shell(`${refused} 2> /dev/full`)).code).toBe(2);
  });

  test.concurrent('whose notes cannot be written is one too', async () => {
    const command = `${process.execPath} ${exporterMain} check --report-file ${await many()}`;

    const { code, stdout } = await shell(`${command} 2> /dev/full`);

    expect(code).toBe(74);
    expect(stdout).toMatch(/^SEVERITY/);
  });
});
