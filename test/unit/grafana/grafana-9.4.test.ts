/** Findings without an age, as of root, in the oldest Grafana that the boards are for: it makes no frame of an answer without rows. */
import { expect, it } from '@jest/globals';
import { panelOf } from '../../support/grafana/boards.ts';
import { frames, frames94, transformed } from '../../support/grafana/transform.ts';

const FINDING = {
  account_id: '111122223333',
  user: '<root_account>',
  key: '–',
  check: 'root-used',
  severity: 'critical',
};
const names = { title: 'Root was used', account_name: 'one', owner: 'payments', console: 'x', board: 'x' };
const panel = panelOf('overview', 'Critical and warning findings, the worst first');

it('calls the values of a table by their query only where two have frames', () => {
  const only = new Map([
    ['A', [{ metric: FINDING, value: 3_000_000 }]],
    ['B', []],
  ]);
  expect(frames94(only, 0).flatMap(({ fields }) => fields.map(({ name }) => name))).toContain('Value');
});

it('a column without a single value is there', async () => {
  // What the queries give: NaN where there is no age, and no limit.
  const noNumber = [{ metric: FINDING, value: Number.NaN }];
  const samples = new Map([
    ['A', [{ metric: { ...FINDING, ...names }, value: 3_000_000 }]],
    ['B', noNumber],
    ['C', noNumber],
  ]);
  const [shown94] = await transformed(panel, frames94(samples, 0));
  const [shown] = await transformed(panel, frames(samples, 0));
  const columns = shown94?.fields.map(({ name }) => name);
  expect(columns).toEqual(expect.arrayContaining(['Value #A', 'Value #B', 'Value #C']));
  expect(columns).toEqual(shown?.fields.map(({ name }) => name));
});
