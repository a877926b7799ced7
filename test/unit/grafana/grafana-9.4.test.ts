/** Findings without an age, as of root, in the oldest Grafana that the boards are for: it makes no frame of an answer without rows. */
import { expect, it } from '@jest/globals';
import { panelOf } from '../../support/grafana/boards.ts';
import { frames, frames94, transformed } from '../../support/grafana/transform.ts';

const FINDING = {
  account_id: '111122223333',
  user: '<root_account>',
  key: '–',
  check: 'root-used',
  severity: '1 critical',
};
const names = { title: 'Root was used', account_name: 'one', owner: 'payments', console: 'x', board: 'x' };
const panel = panelOf('overview', 'Critical and warning findings, the worst first');

it('calls the values of a table by their query only where two have frames', () => {
  const only = new Map([
    ['A', [{ metric: FINDING, value: -1 }]],
    ['B', []],
  ]);
  expect(frames94(only, 0).flatMap(({ fields }) => fields.map(({ name }) => name))).toContain('Value');
});

it('a column without a single value is there, and no row more', async () => {
  // What the queries give: no age, and instead of a limit a row that the table leaves out.
  const samples = new Map([
    ['A', [{ metric: { ...FINDING, ...names, listed: 'yes' }, value: -1 }]],
    ['B', [{ metric: { check: 'none' }, value: Number.NaN }]],
  ]);
  const [shown94] = await transformed(panel, frames94(samples, 0));
  const [shown] = await transformed(panel, frames(samples, 0));
  const columns = shown94?.fields.map(({ name }) => name);
  expect(columns).toEqual(expect.arrayContaining(['Value #A', 'Value #B']));
  expect(columns).toEqual(shown?.fields.map(({ name }) => name));
  expect([shown94?.length, shown?.length]).toEqual([1, 1]);
});
