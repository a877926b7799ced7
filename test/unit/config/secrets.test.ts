/** A secret in the file is printed nowhere, wherever a slip has put it. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printPolicy } from '../../../src/commands/iam-policy.ts';
import { createReload } from '../../../src/commands/reload.ts';
import type { Config } from '../../../src/config/config.ts';
import { readConfig } from '../../../src/config/load-config.ts';
import { warnOfExclusion } from '../../../src/metrics/exclusion.ts';
import { goodConfig } from './read.ts';

const HERE = 'HERE';
const FILE = `refreshInterval: 1h
accounts:
  - name: production
    roleArn: arn:aws:iam::111111111111:role/iam-credential-exporter
    owner: payments
    ${HERE}
    region: us-east-1
  - name: sandbox
    reportFile: ./sandbox.csv
    staleAfter: 7d
metrics:
  exclude: ["aws_iam_signing_certificate_.*"]
exemptions:
  - name: break-glass
    users: ["break-glass"]
    checks: [root-used]
    reason: SEC-42
    expires: 2027-03-31
`;
const GOOD = FILE.replace(HERE, 'externalId: 5ef1ab2c');

const SECRETS = ['pa55w0rdK7x9', 'wJa1rXUtnFEMI/K7MDENG', '9f3c9d2e-aa54-4c1e', 'Tr0ub4dor&3'];

/** All that anybody gets to see after a start, a reload or `iam-policy` with this file. */
async function shown(yaml: string): Promise<{ text: string; config: Config | undefined }> {
  const loaded = readConfig(yaml, 'exporter.yml', '/etc/exporter');
  const seen: unknown[] = [];
  const log = (fields: object, message: string): void => void seen.push(fields, message);
  const reload = createReload({
    load: () => Promise.resolve(loaded),
    current: () => goodConfig(GOOD),
    apply: () => undefined,
    loaded: () => undefined,
    log: { debug: log, info: log, warn: log, error: log },
  });
  seen.push(await reload());
  if (!loaded.ok) return { text: JSON.stringify(seen), config: undefined };
  const { config } = loaded;
  const policies = [undefined, 'production', 'nobody'].map((account) => printPolicy(config, { account }));
  seen.push(loaded.warnings, warnOfExclusion(config.metrics.exclude), policies);
  return { text: JSON.stringify(seen), config };
}

/** Whether it stands where it is a name: names and owners are labels on /metrics, and the ARNs of roles belong into the policy. */
function isPublic(secret: string, { accounts, policy }: Config): boolean {
  const names = [...accounts.map(({ name }) => name), ...policy.exemptions.map(({ name }) => name)];
  const roles = accounts.flatMap((account) => (account.source === 'aws' ? (account.roleArn ?? []) : []));
  return [...names, ...roles].some((text) => text.includes(secret));
}

test.each([
  'externalId: SECRET',
  'externalId:SECRET',
  'externalId=SECRET',
  'externalId SECRET',
  '  externalId:SECRET',
  '  externalId: SECRET',
  '  SECRET',
  'externalId: SECRET: x',
  'externalId: *SECRET',
  'externalId: &SECRET',
  'externalId: &SECRET x: y',
  'externalId: !SECRET x',
  'externalId: !!SECRET x',
  'externalId: !<SECRET> x',
  'externalId: !!int SECRET',
  'externalId: !!binary SECRET',
  'externalId: |\n      SECRET',
  'externalId: |SECRET',
  'externalId: >\n      SECRET\n      SECRET',
  'externalId: "SECRET',
  "externalId: 'SECRET",
  'externalId: "\\SECRET"',
  'externalId: "SECRET"SECRET',
  'externalId: {SECRET}',
  'externalId: {SECRET: SECRET}',
  'externalId: {{SECRET}}',
  'externalId: [SECRET]',
  'externalId: [SECRET',
  'externalId: ${SECRET}',
  'externalId: @SECRET',
  'externalId: `SECRET`',
  'externalId: %SECRET',
  'externalId: SECRET\n    externalId: SECRET',
  'SECRET: x\n    SECRET: y',
  'SECRET: x',
  'SECRET',
  '- SECRET',
  '? SECRET',
  '? [SECRET]\n    : x',
  '? {SECRET: x}\n    : x',
  '<<: *SECRET',
  '<<: SECRET',
  '%SECRET',
  '%TAG !SECRET! SECRET',
  '# SECRET',
  '#SECRET',
  '\tSECRET',
  'staleAfter: SECRET',
  'generatedTime: SECRET',
  'expectedAccounts: SECRET',
  'region: SECRET',
  'reportFile: SECRET',
  'roleArn: SECRET',
])('%j puts it nowhere', async (slip) => {
  for (const secret of SECRETS) {
    const { text } = await shown(FILE.replace(HERE, () => slip.replaceAll('SECRET', () => secret)));
    expect(text).not.toContain(secret.slice(0, 5));
  }
});

test.each([
  [
    'a role',
    'roleArn: arn:aws:iam::111111111111:role/x',
    'roleArn: arn:aws:iam::111111111111:role/x\n      externalId:SECRET',
  ],
  ['a name', 'name: sandbox', 'name: sandbox\n      externalId:SECRET'],
  ['an exemption', 'name: break-glass', 'name: break-glass\n      users:SECRET'],
])('the line below %s that is indented too far is refused, and printed nowhere', async (_what, line, slip) => {
  const whole = GOOD.replace('role/iam-credential-exporter', 'role/x');
  const { text, config } = await shown(whole.replace(line, slip));

  expect(whole).toContain(line);
  expect(config).toBeUndefined();
  expect(text).not.toContain('SECRET');
});

test('a secret at any place of the file, with any sign before and after it, is printed nowhere', async () => {
  const sign = fc.constantFrom(
    '',
    ' ',
    ':',
    ': ',
    '\n',
    '\n    ',
    '\n      ',
    '&',
    '*',
    '!',
    '|\n',
    '"',
    "'",
    '- ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '#',
    ' #',
    '%',
    '? ',
    '\t',
    '@',
    '=',
  );
  const plant = fc.record({
    secret: fc.constantFrom(...SECRETS),
    at: fc.nat(GOOD.length),
    before: sign,
    after: sign,
  });
  const property = fc.asyncProperty(plant, async ({ secret, at, before, after }) => {
    const { text, config } = await shown(GOOD.slice(0, at) + before + secret + after + GOOD.slice(at));
    if (config === undefined || !isPublic(secret, config)) expect(text).not.toContain(secret);
  });

  await fc.assert(property, { numRuns: 250 });
});
