import { expect, test } from '@jest/globals';
import { defaultConfig } from '../../../src/config/load-config.ts';
import { readFlags } from '../../../src/config/flags.ts';
import { settingsOf } from '../../../src/views/settings.ts';

function settings(): Map<string, string> {
  const config = defaultConfig();
  const flags = readFlags({
    listenAddresses: ':10063',
    telemetryPath: '/metrics',
    enableLifecycle: 'false',
    configCheck: 'false',
    shard: '0',
    totalShards: '1',
    logLevel: 'info',
    logFormat: 'json',
    storagePath: '/var/lib/secret-place',
  });
  if (!config.ok || !flags.ok) throw new Error('the defaults are refused');
  const account = {
    source: 'aws',
    name: 'a',
    owner: '',
    roleArn: 'arn:aws:iam::111122223333:role/r',
    externalId: 'x-77',
  } as const;
  const of = settingsOf({ ...config.config, accounts: [account] }, flags.flags);
  return new Map(of.sections.flatMap((section) => section.settings));
}

test('what is in force is said in its units', () => {
  expect(Object.fromEntries(settings())).toMatchObject({
    'credential-report': 'read every 4 h',
    'user-details.policies': 'off',
    'metrics.perUser': 'true: users are named',
    refreshTimeout: '10 min',
    'Facts on disk': 'on',
    'Reload over HTTP': 'off: SIGHUP reloads',
  });
});

test('roles, external ids and folders are not', () => {
  expect(JSON.stringify([...settings()])).not.toMatch(/arn:|x-77|secret-place/);
});
