/** The catalogue against its folder and its tests, and what users rely on in it. */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/catalogue.ts';
import { type Check, newestCisControl } from '../../../src/checks/check.ts';

const FOLDER = new URL('../../../src/checks/catalogue/', import.meta.url);
const TESTS = new URL('catalogue/', import.meta.url);

/** access-key-unused -> accessKeyUnused */
function camelCase(id: string): string {
  return id.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
}

function isCheck(value: unknown): value is Check {
  return typeof value === 'object' && value !== null && 'evaluate' in value && 'id' in value;
}

/** What is wrong with a file of the folder that exports this, in words that say what to do. */
function problemsOf(file: string, exported: Readonly<Record<string, unknown>>): string[] {
  const id = basename(file, '.ts');
  const name = camelCase(id);
  const check = exported[name];
  if (!isCheck(check)) return [`src/checks/catalogue/${file}: export the check as ${name}`];
  return [
    check.id === id ? '' : `src/checks/catalogue/${file}: name it after its check, ${check.id}.ts`,
    checks.includes(check) ? '' : `src/checks/catalogue.ts: add ${name}`,
  ].filter((problem) => problem !== '');
}

describe('the folder src/checks/catalogue', () => {
  const files = readdirSync(FOLDER);

  test.each(files)('%s holds one check, which is in the catalogue', async (file) => {
    const exported = (await import(new URL(file, FOLDER).href)) as Record<string, unknown>;

    expect(problemsOf(file, exported)).toEqual([]);
  });

  test('holds every check of the catalogue', () => {
    expect(files).toEqual(expect.arrayContaining(checks.map(({ id }) => `${id}.ts`)));
  });
});

test.each(checks)('test/unit/checks/catalogue/$id.test.ts is there', ({ id }) => {
  expect(readdirSync(TESTS)).toContain(`${id}.test.ts`);
});

test('every test file is of a check', () => {
  const ids = readdirSync(TESTS).map((file) => basename(file, '.test.ts'));

  expect(ids.filter((id) => !checks.some((check) => check.id === id))).toEqual([]);
});

test('no two checks have the same id or title', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  expect(new Set(checks.map(({ title }) => title)).size).toBe(checks.length);
});

describe.each(checks.map((check) => ({ id: check.id, check })))('$id', ({ id, check }) => {
  test('has an id that can be a key of YAML, a label and a file', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });

  test('has a title that both text formats spell alike', () => {
    expect(check.title).toMatch(/^[A-Z][^"'`\\\r\n]*[^.\s]$/);
  });

  test('has one parameter at most, with a help of one line and a limit in whole days', () => {
    const parameters = Object.entries(check.parameters);

    expect(parameters.length).toBeLessThanOrEqual(1);
    for (const [name, { default: limit, help }] of parameters) {
      expect(name).toMatch(/^[a-z]+[a-zA-Z]*Days$/);
      expect(Number.isInteger(limit) && limit > 0).toBe(true);
      expect(help).toMatch(/^[A-Z][^"'\\\r\n]*[^.\s]$/);
      expect(check.openWhen).toContain(`\`${name}\``);
    }
  });

  test('says when it is open, why it matters, what AWS writes of it and how to fix it', () => {
    expect(check.openWhen).toMatch(/^[^A-Z\s][^\r\n]*[^.\s]$|^AWS [^\r\n]*[^.\s]$/);
    expect(check.why).toMatch(/^[A-Z][^\r\n]*\.$/);
    expect(check.documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/IAM\/latest\/[\w/-]+\.html$/);
    expect(check.fix.length).toBeGreaterThan(0);
    for (const { text } of check.fix) expect(text).toMatch(/^[A-Z][^\r\n]*[.?]$/);
  });

  test('fixes with commands of the AWS CLI, their placeholders in capitals', () => {
    for (const { command } of check.fix.filter((step) => step.command !== undefined)) {
      expect(command).toMatch(/^aws (iam|sts|cloudtrail) [a-z]+(-[a-z]+)+( |$)/);
      if (command?.includes('--user-name')) expect(command).toMatch(/--user-name USER( |$)/);
      if (command?.includes('--access-key-id')) expect(command).toMatch(/--access-key-id KEY_ID( |$)/);
    }
  });

  test('needs columns that the report has', () => {
    expect(check.needs.length).toBeGreaterThan(0);
    expect(check.needs.filter((column) => !COLUMNS.has(column))).toEqual([]);
  });
});

const COLUMNS = new Set([
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_N_active',
  'access_key_N_last_rotated',
  'access_key_N_last_used_date',
  'cert_N_active',
  'cert_N_last_rotated',
  'additional_credentials_info',
]);

/**
 * id, whether it is on, severity, its limit, newest CIS control and Security Hub control: what people wrote their policies, routes
 * and audits against. A line that changes here changes their alerts, so it belongs into the changelog.
 */
const PROMISED = [
  'access-key-not-rotated       on  warning  maxAgeDays 90     2.12 (7.0)   IAM.3',
  'access-key-unused            on  warning  maxUnusedDays 45  2.11 (7.0)   IAM.22',
  'password-unused              on  warning  maxUnusedDays 45  2.11 (7.0)   IAM.22',
  'console-user-without-mfa     on  warning  graceDays 1       2.10 (7.0)   IAM.5',
  'user-without-mfa             off warning  -                 -            IAM.19',
  'access-key-created-at-setup  on  info     -                 2.10 (6.0)   -',
  'two-active-access-keys       on  warning  graceDays 7       2.12 (6.0)   -',
  'access-key-rotation-unfinished on info    graceDays 14      -            -',
  'inactive-access-key          on  info     idleDays 30       -            -',
  'password-and-access-key      off info     -                 -            -',
  'password-expired             on  info     -                 -            -',
  'password-not-changed         off info     maxAgeDays 90     -            -',
  'console-user-exists          off info     -                 -            -',
  'dormant-user                 off info     maxUnusedDays 90  -            IAM.8',
  'user-created                 off info     withinDays 1      -            -',
  'access-key-created           off info     withinDays 1      -            -',
  'signing-certificate-active   on  info     -                 -            -',
  'additional-credentials       on  info     -                 -            -',
  'root-access-key              on  critical -                 2.4 (7.0)    IAM.4',
  'root-without-mfa             on  critical -                 2.5 (7.0)    IAM.9',
  'root-used                    on  critical withinDays 1      2.7 (7.0)    -',
  'root-signing-certificate     on  critical -                 -            -',
  'root-credentials-present     off warning  -                 2.1.1 (7.0)  -',
];

test('the checks, their order and what they are held to by default are the promised ones', () => {
  const found = checks.map((check) => {
    const [limit] = Object.entries(check.parameters).map(([name, parameter]) => `${name} ${parameter.default}`);
    const onOrOff = check.enabled ? 'on' : 'off';
    const controls = [newestCisControl(check) ?? '-', check.securityHub ?? '-'];
    return [check.id, onOrOff, check.severity, limit ?? '-', ...controls].join(' ');
  });

  expect(found).toEqual(PROMISED.map((line) => line.replaceAll(/ +/g, ' ')));
});

/** Control numbers of the CIS Amazon Web Services Foundations Benchmark 1.4 to 4.0, 5.0, 6.0 and 7.0. */
const CIS: Record<string, string> = {
  'access-key-not-rotated': '1.14 1.13 2.13 2.12',
  'access-key-unused': '1.12 1.11 2.11 2.11',
  'password-unused': '1.12 1.11 2.11 2.11',
  'console-user-without-mfa': '1.10 1.9 2.9 2.10',
  'access-key-created-at-setup': '1.11 1.10 2.10 -',
  'two-active-access-keys': '1.13 1.12 2.12 -',
  'root-access-key': '1.4 1.3 2.3 2.4',
  'root-without-mfa': '1.5 1.4 2.4 2.5',
  'root-used': '1.7 1.6 2.6 2.7',
  'root-credentials-present': '- - - 2.1.1',
};

test('the control numbers are those of the benchmarks, version by version', () => {
  const found = checks
    .filter(({ cis }) => cis !== undefined)
    .map(({ id, cis }) => [
      id,
      [cis?.['1.4'], cis?.['5.0'], cis?.['6.0'], cis?.['7.0']].map((n) => n ?? '-').join(' '),
    ]);

  expect(Object.fromEntries(found)).toEqual(CIS);
});
