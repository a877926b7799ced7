/** Keys that are known, but not where they stand, and what people write for what the file does not have. */
import { expect, test } from '@jest/globals';
import { problemsOf } from './read.ts';

test.each([
  [
    'accounts: [{ name: a, profile: audit }]',
    'accounts[0].profile: is not a known key: a profile comes by the variable AWS_PROFILE and is for all accounts',
  ],
  [
    'accounts: [{ name: a, role: "arn:aws:iam::111111111111:role/x" }]',
    'accounts[0].role: is not a known key: the keys here are name, id, owner, roleArn, roleName, externalId, region, reportFile, generatedTime, staleAfter',
  ],
  ['checks: { root-used: { enabled: false } }', 'checks: is not a known key: it belongs under policy or exemptions[]'],
  [
    'policy: { access-key-not-rotated: { maxAgeDays: 30 } }',
    'policy.access-key-not-rotated: is not a known key: it belongs under policy.checks',
  ],
  ['roleArn: x', 'roleArn: is not a known key: it belongs under accounts[] or organization'],
  ['log: { level: debug }', 'log: is not a known key: it is a flag of the command line, --log.level, --log.format'],
  [
    'web: {}',
    'web: is not a known key: it is a flag of the command line, --web.listen-address, --web.probe-listen-address, --web.config.file, --web.telemetry-path, --web.enable-lifecycle',
  ],
  // It belongs to each check and each fact.
  ['metrics: { enabled: true }', 'metrics.enabled: is not a known key: the keys here are perUser, exclude'],
])('%s', (yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([`exporter.yml:1: ${problem}`]);
});

test('of more than ten keys that a place may have, none is listed', () => {
  expect(problemsOf('policy: { checks: { zzzzzzzzzz: {} } }')).toEqual([
    'exporter.yml:1: policy.checks.zzzzzzzzzz: is not a known key',
  ]);
});
