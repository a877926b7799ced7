/** A cell that cannot be read is unknown to the checks that need it, and to no others: "nothing" would end findings. */
import { expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/catalogue.ts';
import { factsOf } from '../../../src/checks/check.ts';
import { beginEvaluation } from '../../../src/checks/evaluate-policy.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { accountFacts, at } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { COLUMNS_22 } from '../../support/report-writer.ts';
import { type Cells, csvReport, csvRow } from '../report/csv-rows.ts';

const NOW = at('2026-11-22T12:00:00Z');
const EVERY_CHECK = policyWith({ checks: Object.fromEntries(checks.map(({ id }) => [id, { enabled: true }])) });
const ROOT: Cells = { user: '<root_account>', arn: 'arn:aws:iam::111122223333:root' };

/** What comes of a row: the checks with an open finding, and those of which something is unknown. */
async function judged(cells: Cells): Promise<{ open: string[]; unknown: string[] }> {
  const report = await parseReport(csvReport([csvRow(cells)]));
  const users: readonly User[] = [...report.users];
  const { unreadableCells } = report;
  const evaluation = beginEvaluation(EVERY_CHECK, accountFacts({ users, unreadableCells, generatedTime: NOW }), NOW);
  for (const each of users) evaluation.ofUser(each);
  const with_ = (status: 'open' | 'unknown') =>
    evaluation.counts().flatMap(({ check, findings }) => (findings[status] > 0 ? [check] : []));
  return { open: with_('open'), unknown: with_('unknown') };
}

const needing = (subject: 'user' | 'root', column: string) =>
  checks
    .filter((check) => check.subject === subject && factsOf(check).length === 0)
    .filter(({ columns }) => columns.includes(column) || columns.includes(column.replace(/_[12]_/, '_N_')))
    .map(({ id }) => id)
    .sort();

/** A human with two old keys, so that no check has nothing to look at. */
const BUSY: Cells = {
  password_enabled: 'true',
  password_last_used: '2025-01-15T12:00:00Z',
  password_last_changed: '2024-06-15T12:00:00Z',
  password_next_rotation: '2025-06-15T12:00:00Z',
  access_key_1_active: 'true',
  access_key_1_last_rotated: '2024-03-15T12:00:00Z',
  access_key_1_last_used_date: '2026-11-01T12:00:00Z',
  access_key_2_active: 'true',
  access_key_2_last_rotated: '2024-04-15T12:00:00Z',
  access_key_2_last_used_date: '2026-11-01T12:00:00Z',
  cert_1_active: 'true',
  cert_1_last_rotated: '2024-04-15T12:00:00Z',
};

const COLUMNS = COLUMNS_22.slice(3).filter(
  (column) => needing('user', column).length + needing('root', column).length > 0,
);

test.each(COLUMNS)('%s of a user is unknown to every check that needs it, and to no other', async (column) => {
  const before = await judged(BUSY);
  const after = await judged({ ...BUSY, [column]: 'not_applicable' });

  expect(after.unknown.filter((id) => !id.startsWith('root-')).sort()).toEqual(needing('user', column));
  expect(before.open.filter((id) => !after.open.includes(id) && !after.unknown.includes(id))).toEqual([]);
  expect(after.open.filter((id) => !before.open.includes(id))).toEqual([]);
});

test.each(COLUMNS)('%s of root ends no finding of root as fixed', async (column) => {
  const before = await judged({ ...BUSY, ...ROOT });
  const after = await judged({ ...BUSY, ...ROOT, [column]: 'not_supported_yet' });

  expect(after.unknown).toEqual(expect.arrayContaining(needing('root', column)));
  expect(before.open.filter((id) => !after.open.includes(id) && !after.unknown.includes(id))).toEqual([]);
  expect(after.open.filter((id) => !before.open.includes(id))).toEqual([]);
});

test('a key of root whose state is not supported leaves the other findings of root as they are', async () => {
  const { open, unknown } = await judged({ ...ROOT, password_enabled: 'true', access_key_1_active: 'not_supported' });

  expect(open).toContain('root-without-mfa');
  expect(unknown).toContain('root-access-key');
});

test('what one value shows stands, though another one cannot be read', async () => {
  const used = { ...ROOT, password_enabled: 'true', password_last_used: '2026-11-22T11:00:00Z' };

  expect((await judged({ ...used, access_key_1_last_used_date: '?' })).open).toContain('root-used');
});

test('the key in the other slot is judged as before', async () => {
  const { open, unknown } = await judged({ ...BUSY, access_key_1_last_rotated: '?' });

  expect(open).toContain('access-key-not-rotated');
  expect(unknown).toContain('access-key-not-rotated');
});

test('who has no password has none that is unused, whatever its last use says', async () => {
  expect((await judged({ password_last_used: 'not_applicable' })).unknown).not.toContain('password-unused');
});
