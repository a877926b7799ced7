/**
 * What people wrote their policies, routes and audits against: the checks in their order, each with whether it is on, its severity,
 * its numbers, and its control in each version of the CIS benchmark and in Security Hub. What changes here changes their alerts, so it
 * belongs into the changelog.
 */
import { test } from '@jest/globals';
import { checks } from '../../src/checks/catalogue.ts';
import { type Check, CIS_VERSIONS, numbersOf } from '../../src/checks/check.ts';
import { expectGolden } from '../support/golden.ts';

const HEAD = ['check', 'is', 'severity', 'numbers', ...CIS_VERSIONS.map((version) => `CIS ${version}`), 'Security Hub'];
/** Wide enough, so that a new check does not move the others. */
const WIDTHS = [34, 5, 10, 41, ...CIS_VERSIONS.map(() => 12)];

function row(check: Check): string[] {
  const { id, enabled, severity, cis, securityHub } = check;
  const numbers = numbersOf(check).map(([name, { default: value }]) => `${name} ${value}`);
  const controls = CIS_VERSIONS.map((version) => cis?.[version] ?? '-');
  return [id, enabled ? 'on' : 'off', severity, numbers.join(', ') || '-', ...controls, securityHub ?? '-'];
}

test('the checks are the promised ones', () => {
  const rows = [HEAD, ...checks.map(row)];
  const lines = rows.map((cells) => cells.map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0)).join(''));

  expectGolden(`${lines.join('\n')}\n`, 'checks.txt', 'npm run test:update');
});
