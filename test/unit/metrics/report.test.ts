import { expect, test } from '@jest/globals';
import { reportFamilies } from '../../../src/metrics/families/report.ts';
import type { Account } from '../../../src/model/account.ts';
import { at, root, accountFacts, user } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';

const NOW = at('2026-11-22T12:00:00Z');

test('a report is told with its account, its moment, its users and the rows that could not be read', () => {
  const subject = accountFacts({
    account: { name: 'shop', owner: 'payments', source: 'aws' },
    partition: 'aws-cn',
    users: [root(), user(), user({ name: 'bob' })],
    skippedRows: [{ line: 5, problem: 'the row has too few fields' }],
    generatedTime: at('2026-11-22T08:00:00Z'),
  });

  expect(readFamilies(reportFamilies, 'aws_iam_', subject, NOW)).toEqual({
    account_info: [{ account_name: 'shop', partition: 'aws-cn', source: 'aws', owner: 'payments', value: 1 }],
    credential_report_generated_timestamp_seconds: [{ account_name: 'shop', value: 1795334400 }],
    credential_report_refresh_interval_seconds: [{ account_name: 'shop', value: 14_400 }],
    credential_report_users: [{ account_name: 'shop', value: 3 }],
    credential_report_skipped_rows: [{ account_name: 'shop', value: 1 }],
  });
});

test('a report from a file says so, an account without an owner has an empty one, and nothing skipped is 0', () => {
  const account: Account = { name: 'lab', owner: '', source: 'file', reportFile: 'lab.csv', staleAfter: 86_400_000 };

  const reading = readFamilies(reportFamilies, 'aws_iam_', accountFacts({ account }), NOW);

  expect(reading.account_info).toEqual([
    { account_name: 'lab', partition: 'aws', source: 'file', owner: '', value: 1 },
  ]);
  expect(reading.credential_report_skipped_rows).toEqual([{ account_name: 'lab', value: 0 }]);
});
