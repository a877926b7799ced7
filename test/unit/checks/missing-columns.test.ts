/** What a report does not hold is unknown: its findings are held, and not ended. */
import { describe, expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/catalogue.ts';
import { factsOf } from '../../../src/checks/check.ts';
import { beginEvaluation } from '../../../src/checks/evaluate-policy.ts';
import type { CheckCount } from '../../../src/model/finding.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { accountFacts, at, root, signingCertificate, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { readReportFixture } from '../../support/report-fixtures.ts';
import { COLUMNS_22, COLUMNS_23 } from '../../support/report-writer.ts';

const NOW = at('2026-11-22T12:00:00Z');
const EVERY_CHECK = policyWith({ checks: Object.fromEntries(checks.map(({ id }) => [id, { enabled: true }])) });
const OPTIONAL = COLUMNS_23.filter(
  (name) => !/^(user|arn|user_creation_time|(password|mfa|access_key_\d)_(enabled|active))$/.test(name),
);

function countsOf(
  values: Parameters<typeof accountFacts>[0],
  policy = EVERY_CHECK,
): Map<string, CheckCount['findings']> {
  const account = accountFacts({ generatedTime: NOW, ...values });
  const evaluation = beginEvaluation(policy, account, NOW);
  for (const each of account.facts['credential-report'].value.users) evaluation.ofUser(each);
  return new Map(evaluation.counts().map(({ check, findings }) => [check, findings]));
}

const of = (id: string, ...[values]: Parameters<typeof countsOf>) => countsOf(values).get(id);
const USERS = [root(), user({ name: 'alice' }), user({ name: 'bob' })];

describe('each column of a check', () => {
  const cases = checks
    .filter((check) => factsOf(check).length === 0 && check.subject !== 'account')
    .flatMap(({ id, subject, columns }) =>
      columns
        .flatMap((name) => (name.includes('_N_') ? ['_1_', '_2_'].map((slot) => name.replace('_N_', slot)) : [name]))
        .filter((name) => OPTIONAL.includes(name) && name !== 'additional_credentials_info')
        .map((name) => [id, name, subject === 'root' ? 1 : 2] as const),
    );

  test.each(cases)('%s: without %s nobody knows, of none of them', (id, column, unknown) => {
    expect(of(id, { users: USERS, missingColumns: [column] })).toEqual({ open: 0, exempt: 0, unknown });
  });
});

test('what does not need the column is judged as before', () => {
  const certified = root({ signingCertificates: [signingCertificate()] });

  expect(of('root-signing-certificate', { users: [certified], missingColumns: ['password_last_used'] })).toEqual({
    open: 1,
    exempt: 0,
    unknown: 0,
  });
});

test('a report of 2015 passes no check that looks at the use of a key', async () => {
  const report = await parseReport(await readReportFixture('16-columns-2015.csv'));
  const counts = countsOf({ users: [...report.users], missingColumns: report.missingColumns });

  for (const { id, columns } of checks) {
    if (!columns.includes('access_key_N_last_used_date')) continue;
    expect([id, counts.get(id)]).toEqual([id, { open: 0, exempt: 0, unknown: 1 }]);
  }
});

test('the column that AWS documents and does not give is no reason to call every user unknown', () => {
  const missingColumns = COLUMNS_23.filter((name) => !COLUMNS_22.includes(name));

  expect(missingColumns).toEqual(['additional_credentials_info']);
  expect(of('additional-credentials', { users: USERS, missingColumns })).toBeUndefined();
  expect(of('additional-credentials', { users: USERS })).toEqual({ open: 0, exempt: 0, unknown: 0 });
});

describe('a report without a row for root', () => {
  test('makes each check of root unknown, once', () => {
    const counts = countsOf({ users: [user()] });
    const judged = checks.filter((check) => check.subject === 'root' && factsOf(check).length === 0);

    expect(judged.map(({ id }) => counts.get(id)?.unknown)).toEqual(judged.map(() => 1));
  });

  test.each([
    ['by the kind', { kind: 'root' as const }],
    ['by the name', { users: [/^<root_account>$/u] }],
  ])('says nothing where the policy takes the check from root, %s', (_how, match) => {
    const policy = policyWith({
      checks: { 'root-used': { enabled: true } },
      overrides: [{ match, checks: { 'root-used': { enabled: false } } }],
    });

    expect(countsOf({ users: [user()] }, policy).size).toBe(0);
  });
});
