/** Whoever reads the reason of a failure in an alert, a metric or the log finds what to do about it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { FAILURE_REASONS } from '../../../src/model/refresh-failure.ts';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');

/** The reasons in the first column of the table that has a heading for them. */
function reasonsIn(page: string): string[] {
  const text = readFileSync(path.join(DOCS, page), 'utf8');
  const [table = ''] = /^\| reason +\|.*(?:\n\|.*)*/m.exec(text) ?? [];
  const cells = table.split('\n').map((row) => row.split('|')[1] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, reason = '']) => reason));
}

it.each(['troubleshooting.md', 'runbooks/AwsIamAccountFailing.md'])('%s has each reason once', (page) => {
  expect(reasonsIn(page).sort()).toEqual([...FAILURE_REASONS].sort());
});

// Those that it does not name are in the runbook above, to which it leads.
it('runbooks/AwsIamFactFailing.md has only reasons that there are', () => {
  const reasons = reasonsIn('runbooks/AwsIamFactFailing.md');
  expect(reasons).not.toEqual([]);
  expect(reasons.filter((reason) => !FAILURE_REASONS.some((known) => known === reason))).toEqual([]);
});
