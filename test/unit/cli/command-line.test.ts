import { describe, expect, test } from '@jest/globals';
import { environmentVariable, FLAGS, type Flags } from '../../../src/config/flags.ts';
import { checkOptions } from '../commands/check-input.ts';
import { DEFAULT_FLAGS } from './default-flags.ts';
import { run } from './run.ts';

test('without arguments it serves with the defaults', () => {
  expect(run([])).toEqual({ result: { command: 'serve', flags: DEFAULT_FLAGS }, out: '', error: '' });
});

describe('a flag', () => {
  const variable = environmentVariable(FLAGS.logLevel);

  test.each<[string, string[], Record<string, string>, Flags['logLevel']]>([
    [
      'is taken from the command line before the environment',
      ['--log.level', 'error'],
      { [variable]: 'debug' },
      'error',
    ],
    ['is taken from the environment before the default', [], { [variable]: 'debug' }, 'debug'],
    ['may be written with an equals sign', ['--log.level=warn'], {}, 'warn'],
    ['counts the last time it is given', ['--log.level=warn', '--log.level=error'], {}, 'error'],
  ])('%s', (_what, args, environment, expected) => {
    expect(run(args, environment).result).toEqual({
      command: 'serve',
      flags: { ...DEFAULT_FLAGS, logLevel: expected },
    });
  });

  test('may come from the environment, whichever it is', () => {
    const { result } = run([], {
      IAM_CREDENTIAL_EXPORTER_WEB_LISTEN_ADDRESS: '[::1]:9100',
      IAM_CREDENTIAL_EXPORTER_WEB_PROBE_LISTEN_ADDRESS: ':8080',
      IAM_CREDENTIAL_EXPORTER_WEB_CONFIG_FILE: '/etc/web.yml',
      IAM_CREDENTIAL_EXPORTER_WEB_TELEMETRY_PATH: '/iam',
      IAM_CREDENTIAL_EXPORTER_WEB_ENABLE_LIFECYCLE: 'true',
      IAM_CREDENTIAL_EXPORTER_CONFIG_FILE: '/etc/exporter.yml',
      IAM_CREDENTIAL_EXPORTER_CONFIG_CHECK: 'true',
      IAM_CREDENTIAL_EXPORTER_SHARD: '2',
      IAM_CREDENTIAL_EXPORTER_TOTAL_SHARDS: '3',
      IAM_CREDENTIAL_EXPORTER_LOG_LEVEL: 'warn',
      IAM_CREDENTIAL_EXPORTER_LOG_FORMAT: 'logfmt',
    });

    expect(result).toEqual({
      command: 'serve',
      flags: {
        listenAddresses: [{ host: '::1', port: 9100 }],
        probeListenAddress: { host: undefined, port: 8080 },
        webConfigFile: '/etc/web.yml',
        telemetryPath: '/iam',
        enableLifecycle: true,
        configFile: '/etc/exporter.yml',
        configCheck: true,
        shard: 2,
        totalShards: 3,
        logLevel: 'warn',
        logFormat: 'logfmt',
      },
    });
  });
});

test('a flag that is a list collects every value, and those of the command line go before the variable', () => {
  const args = ['--web.listen-address=:1', '--web.listen-address', ':2,:3'];
  const { result } = run(args, { IAM_CREDENTIAL_EXPORTER_WEB_LISTEN_ADDRESS: ':4' });

  const at = (port: number) => ({ host: undefined, port });
  expect(result).toMatchObject({ flags: { listenAddresses: [at(1), at(2), at(3)] } });
});

describe('a switch', () => {
  const variable = environmentVariable(FLAGS.enableLifecycle);

  test.each<[string, string[], Record<string, string>, boolean]>([
    ['is off by default', [], {}, false],
    ['is on when it is given', ['--web.enable-lifecycle'], {}, true],
    ['is on when another flag follows', ['--web.enable-lifecycle', '--log.level', 'info'], {}, true],
    ['can be given as true', ['--web.enable-lifecycle=true'], {}, true],
    ['can be given as false', ['--web.enable-lifecycle', 'false'], {}, false],
    ['is off when the environment says false', [], { [variable]: 'false' }, false],
    ['is on when the environment says true', [], { [variable]: 'true' }, true],
    [
      'is off when the command line says false and the environment true',
      ['--web.enable-lifecycle=false'],
      { [variable]: 'true' },
      false,
    ],
    [
      'is on when the command line has it and the environment says false',
      ['--web.enable-lifecycle'],
      { [variable]: 'false' },
      true,
    ],
  ])('%s', (_what, args, environment, expected) => {
    expect(run(args, environment).result).toMatchObject({ flags: { enableLifecycle: expected } });
  });
});

test('every bad value is told at once, whether it comes from the command line or the environment', () => {
  const { result } = run(['--web.listen-address', 'here', '--config.check=perhaps', '--config.file=a.yaml'], {
    IAM_CREDENTIAL_EXPORTER_LOG_LEVEL: 'loud',
    IAM_CREDENTIAL_EXPORTER_WEB_TELEMETRY_PATH: 'metrics',
  });

  expect(result).toEqual({
    command: 'refused',
    configFile: 'a.yaml',
    webConfigFile: undefined,
    problems: [
      '--web.listen-address: must be [HOST]:PORT, such as :10063 or 127.0.0.1:10063',
      'IAM_CREDENTIAL_EXPORTER_WEB_TELEMETRY_PATH=metrics: must be a path such as /metrics',
      '--config.check: must be true or false',
      'IAM_CREDENTIAL_EXPORTER_LOG_LEVEL=loud: must be one of debug, info, warn, error',
    ],
  });
});

test('a bad value of the command line is told as such, whatever the environment says', () => {
  const { result } = run(['--log.level=shy'], { IAM_CREDENTIAL_EXPORTER_LOG_LEVEL: 'loud' });

  expect(result).toMatchObject({ problems: ['--log.level: must be one of debug, info, warn, error'] });
});

test('a file without a name is told once, and not looked for', () => {
  expect(run(['--config.file=']).result).toEqual({
    command: 'refused',
    configFile: undefined,
    webConfigFile: undefined,
    problems: ['--config.file: must name a file'],
  });
});

test('a variable that is empty is one that is not set', () => {
  const environment = Object.fromEntries(Object.values(FLAGS).map((flag) => [environmentVariable(flag), '']));

  expect(run([], environment).result).toEqual({ command: 'serve', flags: DEFAULT_FLAGS });
});

test.each([
  [['--help'], /^Usage: iam-credential-exporter \[options\] \[command\]\n/],
  [['-h'], /^Usage: iam-credential-exporter \[options\] \[command\]\n/],
  [['iam-policy', '--help'], /^Usage: iam-credential-exporter iam-policy \[options\]\n/],
  [['check', '--help'], /^Usage: iam-credential-exporter check \[options\] \[files\.\.\.\]\n/],
  [['help'], /^Usage: iam-credential-exporter \[options\] \[command\]\n/],
  [['help', 'check'], /^Usage: iam-credential-exporter check \[options\] \[files\.\.\.\]\n/],
  [['--version'], /^1\.2\.3\n$/],
])('%j prints to standard output and exits with 0', (args, expected) => {
  const { result, out, error } = run(args);

  expect(result).toEqual({ command: 'exit', code: 0 });
  expect(out).toMatch(expected);
  expect(error).toBe('');
});

test('the help names every flag, its environment variable and its default', () => {
  const help = run(['--help']).out.replaceAll(/\s+/g, ' ');

  for (const flag of Object.values(FLAGS)) {
    const hint = 'default' in flag ? ` Default ${flag.default}.` : '';
    expect(help).toContain(`${flag.description}${hint} Environment: ${environmentVariable(flag)} `);
    expect(help).toContain(` --${flag.name} ${'value' in flag ? `<${flag.value}>` : '[true|false]'} `);
  }
});

test('severities alone contradict nothing', () => {
  expect(run(['check', '--severity=warning']).result).toMatchObject({ command: 'check' });
});

describe('the check command', () => {
  test('prints a table and fails on nothing unless told otherwise', () => {
    expect(run(['check']).result).toEqual({ command: 'check', flags: DEFAULT_FLAGS, options: checkOptions() });
  });

  test('takes its options among the flags', () => {
    const args = ['check', '--report-file=a.csv', '--log.level=error', '--output', 'json', '--fail-on', 'warning'];

    expect(run(args).result).toEqual({
      command: 'check',
      flags: { ...DEFAULT_FLAGS, logLevel: 'error' },
      options: checkOptions({ reportFiles: ['a.csv'], output: 'json', failOn: 'warning' }),
    });
  });

  test('takes files, folders and standard input, with and without the flag', () => {
    const args = ['check', 'a.csv', '--report-file=b.csv', 'reports/', '--report-file', '-', '--summary'];
    const options = checkOptions({ reportFiles: ['a.csv', 'reports/', 'b.csv', '-'], summary: true });

    expect(run(args).result).toEqual({ command: 'check', flags: DEFAULT_FLAGS, options });
  });

  test('takes each filter several times', () => {
    const args = 'check --account=a --account b --owner o --user u --check c --severity info --severity critical';
    const filters = {
      accounts: ['a', 'b'],
      owners: ['o'],
      users: ['u'],
      checks: ['c'],
      severities: ['info', 'critical'],
    };

    expect(run(args.split(' ')).result).toMatchObject({ options: { filters } });
  });

  test('takes no file for the value of a switch', () => {
    expect(run(['check', '--web.enable-lifecycle', 'a.csv']).result).toMatchObject({
      flags: { enableLifecycle: true },
      options: { reportFiles: ['a.csv'] },
    });
  });

  test('goes with --config.check', () => {
    expect(run(['check', '--config.check']).result).toMatchObject({ command: 'check', flags: { configCheck: true } });
  });

  test.each([
    [
      ['check', '--severity=info', '--severity=warning', '--fail-on=critical'],
      '--fail-on: no finding of --severity info, warning is as severe as critical',
    ],
    [
      ['check', '--config.check', 'a.csv'],
      '--config.check: looks at the configuration only and reads no report: leave it or the report files out',
    ],
  ])('%j would look at nothing and is refused', (args, problem) => {
    expect(run(args).result).toEqual({ command: 'refused', configFile: undefined, problems: [problem] });
  });
});
