import { expect, test } from '@jest/globals';
import { environmentVariable, FLAGS, type Flags, type FlagValues, readFlags } from '../../../src/config/flags.ts';

const GOOD: FlagValues = {
  listenAddresses: ':10063',
  telemetryPath: '/metrics',
  enableLifecycle: 'false',
  configCheck: 'false',
  shard: '0',
  totalShards: '1',
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
    listenAddresses: [{ host: undefined, port: 10063 }],
    telemetryPath: '/metrics',
    enableLifecycle: true,
    configFile: 'exporter.yml',
    configCheck: false,
    shard: 0,
    totalShards: 1,
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
  expect(flagsOf({ listenAddresses: text }).listenAddresses).toEqual([{ host, port }]);
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
  const result = readFlags({ ...GOOD, listenAddresses: text });

  expect(result).toEqual({
    ok: false,
    problems: ['--web.listen-address: must be [HOST]:PORT, such as :10063 or 127.0.0.1:10063'],
  });
});

test('many listen addresses stand with commas between them', () => {
  const { listenAddresses } = flagsOf({ listenAddresses: '127.0.0.1:9100, [::1]:9100,:9101' });

  expect(listenAddresses).toEqual([
    { host: '127.0.0.1', port: 9100 },
    { host: '::1', port: 9100 },
    { host: undefined, port: 9101 },
  ]);
});

test('each bad listen address of many is told, and one that is there twice', () => {
  const result = readFlags({ ...GOOD, listenAddresses: ':9100,here,:9100,9101' });

  expect(result).toEqual({
    ok: false,
    problems: [
      '--web.listen-address: "here" must be [HOST]:PORT, such as :10063 or 127.0.0.1:10063',
      '--web.listen-address: has :9100 twice',
      '--web.listen-address: "9101" must be [HOST]:PORT, such as :10063 or 127.0.0.1:10063',
    ],
  });
});

test('the probes have an address of their own', () => {
  expect(readFlags({ ...GOOD, probeListenAddress: ':10063' })).toEqual({
    ok: false,
    problems: ['--web.probe-listen-address: must be another address than --web.listen-address'],
  });
  expect(readFlags({ ...GOOD, listenAddresses: ':0', probeListenAddress: ':0' })).toMatchObject({ ok: true });
});

test.each<[keyof Flags, string, string]>([
  ['probeListenAddress', '8080', '--web.probe-listen-address: must be [HOST]:PORT, such as :10063 or 127.0.0.1:10063'],
  ['webConfigFile', '', '--web.config.file: must name a file'],
  ['telemetryPath', 'metrics', '--web.telemetry-path: must be a path such as /metrics'],
  ['telemetryPath', '/', '--web.telemetry-path: must be a path such as /metrics'],
  ['telemetryPath', '/metrics?x=1', '--web.telemetry-path: must be a path such as /metrics'],
  ['telemetryPath', '/:name', '--web.telemetry-path: must be a path such as /metrics'],
  ['telemetryPath', '/-/metrics', '--web.telemetry-path: must not begin with /-/, which is taken'],
  ['enableLifecycle', 'yes', '--web.enable-lifecycle: must be true or false'],
  ['configFile', '', '--config.file: must name a file'],
  ['configCheck', '1', '--config.check: must be true or false'],
  ['shard', '-1', '--shard: must be a whole number from 0 to 999'],
  ['shard', '1.5', '--shard: must be a whole number from 0 to 999'],
  ['shard', '', '--shard: must be a whole number from 0 to 999'],
  ['shard', '1', '--shard: must be less than --total-shards, which is 1: shards are counted from 0'],
  ['totalShards', '0', '--total-shards: must be a whole number from 1 to 1000'],
  ['totalShards', '1001', '--total-shards: must be a whole number from 1 to 1000'],
  ['totalShards', 'four', '--total-shards: must be a whole number from 1 to 1000'],
  ['logLevel', 'trace', '--log.level: must be one of debug, info, warn, error'],
  ['logFormat', 'text', '--log.format: must be json or logfmt'],
  ['logLevel', 'INFO', '--log.level: must be one of debug, info, warn, error'],
])('%s "%s" is refused: %s', (flag, value, problem) => {
  const result = readFlags({ ...GOOD, [flag]: value });

  expect(result).toEqual({ ok: false, problems: [problem] });
});

test('the last of four shards is the third, counted from 0', () => {
  expect(flagsOf({ shard: '3', totalShards: '4' })).toMatchObject({ shard: 3, totalShards: 4 });
  expect(readFlags({ ...GOOD, shard: '4', totalShards: '4' })).toEqual({
    ok: false,
    problems: ['--shard: must be less than --total-shards, which is 4: shards are counted from 0'],
  });
});

test('every flag has an environment variable of its own', () => {
  const variables = Object.values(FLAGS).map(environmentVariable);

  expect(variables).toEqual([
    'IAM_CREDENTIAL_EXPORTER_WEB_LISTEN_ADDRESS',
    'IAM_CREDENTIAL_EXPORTER_WEB_PROBE_LISTEN_ADDRESS',
    'IAM_CREDENTIAL_EXPORTER_WEB_CONFIG_FILE',
    'IAM_CREDENTIAL_EXPORTER_WEB_TELEMETRY_PATH',
    'IAM_CREDENTIAL_EXPORTER_WEB_ENABLE_LIFECYCLE',
    'IAM_CREDENTIAL_EXPORTER_CONFIG_FILE',
    'IAM_CREDENTIAL_EXPORTER_CONFIG_CHECK',
    'IAM_CREDENTIAL_EXPORTER_STORAGE_PATH',
    'IAM_CREDENTIAL_EXPORTER_SHARD',
    'IAM_CREDENTIAL_EXPORTER_TOTAL_SHARDS',
    'IAM_CREDENTIAL_EXPORTER_LOG_LEVEL',
    'IAM_CREDENTIAL_EXPORTER_LOG_FORMAT',
  ]);
});
