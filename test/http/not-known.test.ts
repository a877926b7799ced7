/** The pages say what nobody knows, and never call it nothing. */
import { describe, expect, test } from '@jest/globals';
import type { AccessKey } from '../../src/model/facts/credential-report.ts';
import type { AccountFactsValues } from '../support/model-values.ts';
import { accessKey, accountFacts, at, factState, root, user } from '../support/model-values.ts';
import { entry, site, STATES, textOf } from './site.ts';

const UP = factState({ accountName: 'production', up: true });
const SKIPPED = { skippedRows: [{ line: 3, problem: 'no ARN' }] } as const;

/** A page of an exporter that reads this one account. */
async function page(address: string, values: AccountFactsValues = {}, status = 200): Promise<string> {
  const facts = [accountFacts({ account: entry('production'), ...values })];
  return textOf(await site({ facts, exporter: { facts: [UP] } }), address, status);
}

/** What stands in the cell of this column, in the row that has this text. */
function cell(text: string, row: string, column: string): string | undefined {
  const found = text.split('<tr ').find((each) => each.includes(row) && each.includes('role="rowheader"'));
  return new RegExp(`data-title="${column}"[^>]*>(?:<div>(.*?)</div>)?</t[dh]>`).exec(found ?? '')?.[1];
}

describe('an account', () => {
  test('has found nothing in the rows that could be read, where others could not', async () => {
    expect(await page('/accounts/production')).toMatch(/checks found nothing, and their values are all known\./);
    expect(await page('/accounts/production', SKIPPED)).toMatch(
      /checks found nothing in the rows that could be read\./,
    );
  });

  test('counts a key that is active, and says of one that nobody knows it', async () => {
    const keys: [AccessKey, AccessKey] = [accessKey(), { slot: '2' }];
    const text = await page('/accounts/production', { users: [root(), user({ name: 'ci', accessKeys: keys })] });

    expect(cell(text, 'users/ci"', 'Active keys')).toBe('1, 1 unknown');
    expect(cell(text, 'root_account', 'Active keys')).toBe('0');
  });

  test('says how many outcomes of a user are unknown', async () => {
    const users = [root(), user({ name: 'ann', password: {} })];
    const text = await page('/accounts/production', { users });

    expect(cell(text, 'users/ann"', 'Open findings')).toMatch(/^\d unknown$/);
    expect(cell(text, 'root_account', 'Open findings')).toBe('');
  });
});

describe('a user that the exporter does not know', () => {
  test('may be there as long as the account has not been read', async () => {
    const server = await site({ exporter: { facts: [...STATES, factState({ accountName: 'new' })] } });

    expect(await textOf(server, '/accounts/new/users/alice', 503)).toContain(
      'The exporter has not read the account <bdi>new</bdi> yet.',
    );
  });

  test('may be one whose row could not be read', async () => {
    const words = 'or its row could not be read';

    expect(await page('/accounts/production/users/bob', SKIPPED, 404)).toContain(words);
    expect(await page('/accounts/production/users/bob', {}, 404)).not.toContain(words);
  });
});

describe('the first page', () => {
  test('says of how many accounts the findings are', async () => {
    const server = await site({ exporter: { facts: [...STATES, factState({ accountName: 'new', up: true })] } });
    const text = await textOf(server, '/');

    expect(text).toContain(
      '3 accounts. 1 account has a failing fact. 1 account has no report yet. Open in 2 accounts: ',
    );
    expect(text).toContain('read, and judged in a few seconds');
    expect(await textOf(server, '/?account=new')).toContain('1 account. 1 account has no report yet.</p>');
  });

  test('says that rows could not be read, and in which account', async () => {
    const text = await page('/', SKIPPED);

    expect(text).toContain('1 account. 1 row could not be read: the findings of these users are unknown. Open: ');
    expect(cell(text, '/accounts/production', 'Report')).toContain('. 1 row could not be read');
  });

  test.each([
    [3, '3 s ahead of this machine'],
    [-3, '3 s behind this machine'],
  ])('says where the clock of AWS stands: %d', async (awsClockOffset, words) => {
    expect(await textOf(await site({ exporter: { awsClockOffset } }), '/')).toContain(`<dd>${words}</dd>`);
  });
});

test('the findings of an account say nothing of one that the filter does not choose', async () => {
  const server = await site({ exporter: { facts: [...STATES, factState({ accountName: 'new' })] } });

  expect(await textOf(server, '/findings?account=production')).not.toContain('has no report yet.</p>');
  for (const query of ['', '?account=new', '?owner=payments']) {
    expect(await textOf(server, `/findings${query}`)).toContain('1 account has no report yet.</p>');
  }
});

test('findings say that rows of the chosen accounts could not be read', async () => {
  const words = '1 row could not be read: the findings of these users are unknown.';

  expect(await page('/findings?account=production&user=bob', SKIPPED)).toContain(words);
  expect(await page('/findings?owner=payments', SKIPPED)).not.toContain(words);
});

test('findings say that outcomes are unknown, and why', async () => {
  expect(await page('/findings?check=root-without-mfa', { users: [user()] })).toContain(
    '1 outcome is unknown: AWS did not give a value, or it could not be read.',
  );
});

describe('a user', () => {
  const address = '/accounts/production/users/ann';

  test('passes without the days of a grace period that is over', async () => {
    const password = { enabled: true, lastChanged: at('2026-11-01T00:00:00Z'), lastUsed: at('2026-11-22T07:00:00Z') };
    const ann = (mfaActive: boolean) => ({ users: [root(), user({ name: 'ann', password, mfaActive })] });
    const why = (text: string) => cell(text, '/checks/console-user-without-mfa"', 'Why');

    expect(why(await page(address, ann(true)))).toBe(undefined);
    expect(why(await page(address, ann(false)))).toMatch(/^\d+ days, and the limit is 1\. Open when /);
  });

  test('has not used a password that it does not have, and nobody calls that never', async () => {
    const use = async (enabled: boolean) => {
      const text = await page(address, {
        users: [root(), user({ name: 'ann', password: { enabled, lastUsed: 'never' } })],
      });
      return [cell(text, '>Password<', 'State'), cell(text, '>Password<', 'Last used')];
    };

    expect(await use(false)).toEqual(['none', undefined]);
    expect(await use(true)).toEqual(['enabled', 'never']);
  });

  test('is told apart from a check that nobody could ask', async () => {
    const text = await page(address, { users: [root(), user({ name: 'ann' })] });

    expect(text).toMatch(/<summary>\d+ checks do not apply, \d+ checks? (was|were) not assessed<\/summary>/);
  });

  test('has the command with the file of the configuration', async () => {
    const users = [root(), user({ name: 'ann', accessKeys: [accessKey()] })];

    expect(await page(address, { users })).toContain(
      'iam-credential-exporter keys --config.file=FILE --account production --user ann',
    );
  });
});

test('a report file is not called a report that AWS generated at the time of the file', async () => {
  const account = {
    source: 'file',
    name: 'production',
    owner: '',
    reportFile: 'r.csv',
    staleAfter: 86_400_000,
  } as const;
  const values = { account, users: [root(), user({ name: 'ann' })] };

  expect(await page('/accounts/production', values)).toContain('<dt>File of</dt><dd><time');
  expect(cell(await page('/', values), '/accounts/production', 'Report')).toMatch(/^a file of <time/);
  const text = await page('/accounts/production/users/ann', values);
  expect(text).toContain('Of a report file of <time');
  expect(text).not.toContain('that AWS generated');
});

test('times have their zone, and the section of a page is marked in the navigation', async () => {
  const text = await page('/');

  expect(text).toContain('2026-11-22 08:00 UTC <span');
  expect(text).toContain('<a href="/" aria-current="page">Accounts</a>');
});
