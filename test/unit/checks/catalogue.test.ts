/** The catalogue against its folder and its tests, and what every check declares. */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/catalogue.ts';
import { type Check, numbersOf } from '../../../src/checks/check.ts';
import { ACTIVITY_OPTIONS } from '../../../src/cli/activity-options.ts';
import { COLUMNS_23 } from '../../support/report-writer.ts';

const FOLDER = new URL('../../../src/checks/catalogue/', import.meta.url);
const TESTS = new URL('catalogue/', import.meta.url);
const COLUMNS = new Set(COLUMNS_23.map((column) => column.replace(/_[12]_/, '_N_')));

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

test.each(checks.map(({ id }) => `${id}.test.ts`))('test/unit/checks/catalogue/%s is there', (file) => {
  expect(readdirSync(TESTS)).toContain(file);
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

  test('has a limit in whole days, if it has one', () => {
    const { limit } = check;

    expect(limit?.name ?? 'noDays').toMatch(/^[a-z]+[a-zA-Z]*Days$/);
    expect(limit?.default ?? 1).toBeGreaterThan(0);
  });

  test('says in one line what each of its numbers is, and uses it', () => {
    for (const [name, { default: value, least, help }] of numbersOf(check)) {
      expect(name).toMatch(/^[a-z]+[a-zA-Z]*$/);
      expect(Number.isInteger(value) && value >= least).toBe(true);
      expect(help).toMatch(/^[A-Z][^"'\\\r\n]*[^.\s]$/);
      expect(check.openWhen).toContain(`\`${name}\``);
    }
  });

  test('says when it is open, why it matters, what AWS writes of it and how to fix it', () => {
    expect(check.openWhen).toMatch(/^[^A-Z\s][^\r\n]*[^.\s]$|^AWS [^\r\n]*[^.\s]$/);
    expect(check.why).toMatch(/^[A-Z][^\r\n]*\.$/);
    expect(check.documentation).toMatch(
      /^https:\/\/docs\.aws\.amazon\.com\/(IAM|aws-managed-policy|awscloudtrail)\/latest\/[\w/-]+\.html$/,
    );
    expect(check.fix.length).toBeGreaterThan(0);
    for (const { text } of check.fix) expect(text).toMatch(/^[A-Z][^\r\n]*[.?]$/);
  });

  test('fixes with commands of the AWS CLI and our own, their placeholders in capitals', () => {
    for (const { command } of check.fix.filter((step) => step.command !== undefined)) {
      expect(command).toMatch(
        /^aws (iam|sts|cloudtrail|organizations) [a-z]+(-[a-z]+)+( |$)|^iam-credential-exporter activity /,
      );
      if (command?.includes('--user-name')) expect(command).toMatch(/--user-name USER( |$)/);
      if (command?.includes('--access-key-id')) expect(command).toMatch(/--access-key-id KEY_ID( |$)/);
    }
  });

  test('reads columns that the report has', () => {
    expect(check.columns.length).toBeGreaterThan(0);
    expect(check.columns.filter((column) => !COLUMNS.has(column))).toEqual([]);
  });
});

// The exporter asks their accounts for events. A report may also be a file of an account that it cannot ask.
test.each(checks.filter(({ needs = [] }) => needs.includes('activity')))(
  '$id: its fix begins with our own command, which asks CloudTrail for all that there is',
  ({ fix: [first] }) => {
    const options = [...(first?.command ?? '').matchAll(/ --([^\s=]+)/g)].map(([, option = '']) => option);
    const known = ['config.file', ...Object.values(ACTIVITY_OPTIONS).map(({ name }) => name)];

    expect(first?.command).toMatch(/^iam-credential-exporter activity --config\.file=FILE --account ACCOUNT /);
    expect(options.filter((option) => !known.includes(option))).toEqual([]);
  },
);
