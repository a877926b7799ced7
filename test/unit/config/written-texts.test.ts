/** Texts that are good, and may mean something else than meant. */
import { expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/load-config.ts';

function warningsOf(yaml: string): readonly string[] {
  const loaded = readConfig(yaml, 'exporter.yml', '.');
  return loaded.ok ? loaded.warnings : loaded.problems;
}

const GLOB = 'looks like a glob: in a regular expression any text is .* and any character is .';

test.each(['ci-*', 'ci*', 'ci_*', 'team/*', 'ops@*', 'ci-?'])(
  '%s is warned of wherever a pattern stands',
  (pattern) => {
    const yaml = `
policy: { overrides: [{ match: { users: [a, '${pattern}'], accounts: ['${pattern}'] }, checks: { root-used: { enabled: false } } }] }
exemptions: [{ name: x, accounts: ['${pattern}'], users: ['${pattern}'], reason: c, expires: 9999-12-31 }]
metrics: { exclude: ['${pattern}'] }
`;

    expect(warningsOf(yaml)).toEqual(
      [
        'policy.overrides[0].match.accounts[0]',
        'policy.overrides[0].match.users[1]',
        'exemptions[0].accounts[0]',
        'exemptions[0].users[0]',
        'metrics.exclude[0]',
      ].map((path) => `${path}: ${GLOB}`),
    );
  },
);

test.each(['ci-.*', '[a-z]*', '(?:ab)*', 'colou?r', '\\d*', 'ci\\-?', 'x{2,3}', 'a.*b', 'break-glass'])(
  '%s is a pattern and nothing else',
  (pattern) => {
    expect(warningsOf(`exemptions: [{ name: x, users: ['${pattern}'], reason: c, expires: 9999-12-31 }]`)).toEqual([]);
  },
);

test.each(['the "new" one', "O'Brien", '`x`', 'a\\b'])('%s as a name breaks queries of dashboards', (name) => {
  const quoted = JSON.stringify(name);

  expect(warningsOf(`accounts: [{ name: fine }, { name: ${quoted}, owner: ${quoted}, reportFile: a.csv }]`)).toEqual([
    'accounts[1].name: has a quote or a backslash, which breaks queries of dashboards',
    'accounts[1].owner: has a quote or a backslash, which breaks queries of dashboards',
  ]);
});
