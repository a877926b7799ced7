import { expect, test } from '@jest/globals';
import { environmentVariable, FLAGS, type Flags, type FlagValues, readFlags } from '../../../src/config/flags.ts';

const GOOD: FlagValues = {
  listenAddress: ':10063',
  telemetryPath: '/metrics',
  enableLifecycle: 'false',
  configCheck: 'false',
  logLevel: 'info',
  logFormat: 'json',
};

function flagsOf(values: FlagValues): Flags {
  const result = readFlags({ ...GOOD, ...values });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.flags;
}

test('good values become what they mean', () => {
  const flags = flagsOf({ configFile: 'exporter.yml', enableLifecycle: 'true', logLevel: 'debug' });

  expect(flags).toEqual({
    listenAddress: { host: undefined, port: 10063 },
    telemetryPath: '/metrics',
    enableLifecycle: true,
    configFile: 'exporter.yml',
    configCheck: false,
    logLevel: 'debug',
    logFormat: 'json',
  });
});

test.each([
  [':10063', undefined, 10063],
  [':0', undefined, 0],
  [':65535', undefined, 65535],
  ['127.0.0.1:9100', '127.0.0.1', 9100],
  ['localhost:9100', 'localhost', 9100],
  ['exporter.internal.example:80', 'exporter.internal.example', 80],
  ['[::]:9100', '::', 9100],
  ['[::1]:9100', '::1', 9100],
  ['[2001:db8::A]:9100', '2001:db8::A', 9100],
  ['[::ffff:10.0.0.1]:9100', '::ffff:10.0.0.1', 9100],
])('the listen address %s is host %s and port %d', (text, host, port) => {
  expect(flagsOf({ listenAddress: text }).listenAddress).toEqual({ host, port });
});

test.each([
  '',
  '10063',
  ':',
  'localhost',
  'localhost:',
  ':65536',
  ':123456',
  ':-1',
  ':http',
  '::1:9100',
  '[::1]',
  '[]:80',
  '[::1:80',
  'http://x:80',
])('the listen address "%s" is refused', (text) => {
  const result = readFlags({ ...GOOD, listenAddress: text });

  expect(result).toEqual({
    ok: false,
    problems: ['--web.listen-address: must be [HOST]:PORT, such as :10063 or 127.0.0.1:10063'],
  });
});

test.each<[keyof Flags, string, string]>([
  ['telemetryPath', 'metrics', '--web.telemetry-path: must be a path such as /metrics'],
  ['telemetryPath', '/', '--web.telemetry-path: must be a path such as /metrics'],
  ['telemetryPath', '/metrics?x=1', '--web.telemetry-path: must be a path such as /metrics'],
  ['telemetryPath', '/:name', '--web.telemetry-path: must be a path such as /metrics'],
  ['telemetryPath', '/-/metrics', '--web.telemetry-path: must not begin with /-/, which is taken'],
  ['enableLifecycle', 'yes', '--web.enable-lifecycle: must be true or false'],
  ['configFile', '', '--config.file: must name a file'],
  ['configCheck', '1', '--config.check: must be true or false'],
  ['logLevel', 'trace', '--log.level: must be one of debug, info, warn, error'],
  ['logFormat', 'text', '--log.format: must be json or logfmt'],
  ['logLevel', 'INFO', '--log.level: must be one of debug, info, warn, error'],
])('%s "%s" is refused: %s', (flag, value, problem) => {
  const result = readFlags({ ...GOOD, [flag]: value });

  expect(result).toEqual({ ok: false, problems: [problem] });
});

test('every flag has an environment variable of its own', () => {
  const variables = Object.values(FLAGS).map(environmentVariable);

  expect(variables).toEqual([
    'IAM_CREDENTIAL_EXPORTER_WEB_LISTEN_ADDRESS',
    'IAM_CREDENTIAL_EXPORTER_WEB_TELEMETRY_PATH',
    'IAM_CREDENTIAL_EXPORTER_WEB_ENABLE_LIFECYCLE',
    'IAM_CREDENTIAL_EXPORTER_CONFIG_FILE',
    'IAM_CREDENTIAL_EXPORTER_CONFIG_CHECK',
    'IAM_CREDENTIAL_EXPORTER_STORAGE_PATH',
    'IAM_CREDENTIAL_EXPORTER_LOG_LEVEL',
    'IAM_CREDENTIAL_EXPORTER_LOG_FORMAT',
  ]);
});
