/** The command line of the commands that are about accounts as such. */
import { describe, expect, test } from '@jest/globals';
import { DEFAULT_FLAGS } from './default-flags.ts';
import { run } from './run.ts';

describe('the iam-policy command', () => {
  const flags = { ...DEFAULT_FLAGS, configFile: 'exporter.yml', logLevel: 'error' };

  test.each<[string, string[]]>([
    ['before it', ['--config.file', 'exporter.yml', '--log.level=error', 'iam-policy']],
    ['behind it', ['iam-policy', '--config.file', 'exporter.yml', '--log.level=error']],
    ['on both sides', ['--config.file=exporter.yml', 'iam-policy', '--log.level', 'error']],
  ])('takes the flags %s', (_where, args) => {
    expect(run(args).result).toEqual({ command: 'iam-policy', flags, options: { account: undefined, commands: [] } });
  });

  test('names the flags that go with it in its help', () => {
    expect(run(['iam-policy', '--help']).out).toContain(' --config.file <file> ');
  });

  test('takes the name of an account among the flags', () => {
    const { result } = run([
      'iam-policy',
      '--account',
      'production',
      '--config.file',
      'exporter.yml',
      '--log.level=error',
    ]);

    expect(result).toEqual({ command: 'iam-policy', flags, options: { account: 'production', commands: [] } });
  });

  test('takes a document of an organization, and whom it trusts', () => {
    const principal = 'arn:aws:iam::111122223333:role/exporter';
    const { result } = run(['iam-policy', '--for', 'member-trust', '--principal', principal]);

    expect(result).toMatchObject({ options: { document: 'member-trust', principal } });
    expect(run(['iam-policy', '--for', 'member']).error).toContain(
      'Allowed choices are exporter, member-role, member-trust',
    );
  });
});

describe('the whoami command', () => {
  test('asks about all accounts and prints a table unless told otherwise', () => {
    expect(run(['whoami']).result).toMatchObject({ command: 'whoami', options: { accounts: [], output: 'table' } });
  });

  test('takes several accounts, and the flags of the exporter', () => {
    const { result } = run(['whoami', '--account=a', '--account', 'b', '--output=json', '--config.file=exporter.yml']);

    expect(result).toEqual({
      command: 'whoami',
      flags: { ...DEFAULT_FLAGS, configFile: 'exporter.yml' },
      options: { accounts: ['a', 'b'], output: 'json' },
    });
  });

  test.each([
    [['whoami', '--output=csv'], 'Allowed choices are table, json.'],
    [['whoami', 'production'], "too many arguments for 'whoami'"],
  ])('refuses %j', (args, problem) => {
    const { result, error } = run(args);

    expect(result).toEqual({ command: 'exit', code: 2 });
    expect(error).toContain(problem);
  });
});

describe('the accounts command', () => {
  test('lists all accounts as a table unless told otherwise', () => {
    const options = { accounts: [], owners: [], output: 'table' };
    expect(run(['accounts']).result).toEqual({ command: 'accounts', flags: DEFAULT_FLAGS, options });
  });

  test('takes each filter several times, and the flags of the exporter', () => {
    const args = 'accounts --account=a --account b --owner o --owner=p --output csv --config.file=exporter.yml';

    expect(run(args.split(' ')).result).toEqual({
      command: 'accounts',
      flags: { ...DEFAULT_FLAGS, configFile: 'exporter.yml' },
      options: { accounts: ['a', 'b'], owners: ['o', 'p'], output: 'csv' },
    });
  });

  test('takes no argument', () => {
    expect(run(['accounts', 'production']).result).toEqual({ command: 'exit', code: 2 });
  });
});

describe('the evidence command', () => {
  test('takes a folder, filters and reports', () => {
    const args = ['--output', 'out', '--account', 'a', '--account', 'b', '--owner', 'c', '--report-file', 'd.csv'];

    expect(run(['evidence', ...args]).result).toEqual({
      command: 'evidence',
      flags: DEFAULT_FLAGS,
      options: { output: 'out', accounts: ['a', 'b'], owners: ['c'], reportFiles: ['d.csv'] },
    });
  });

  test('needs a folder', () => {
    const { result, error } = run(['evidence']);

    expect([result, error]).toEqual([
      { command: 'exit', code: 2 },
      "error: required option '--output <folder>' not specified\n",
    ]);
  });

  test('lists its exit codes in its help', () => {
    expect(run(['evidence', '--help']).out).toMatch(/Exit codes:\n {2}0 {14}the evidence is whole/);
  });
});
