import { expect, it } from '@jest/globals';
import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import { interpolate } from '../../support/grafana/interpolate.ts';

const variables: readonly VariableModel[] = DASHBOARDS['access-keys'].templating.list ?? [];
const selector = 'x{user=~"$users"}';

it.each([
  [['a.b'], String.raw`x{user=~"a\\.b"}`],
  [['a+b=c@x', 'd'], String.raw`x{user=~"(a\\+b=c@x|d)"}`],
  [[String.raw`a\b`], String.raw`x{user=~"a\\\\b"}`],
  ['All' as const, 'x{user=~".*"}'],
])('%p', (users, expected) => {
  expect(interpolate(selector, variables, { users })).toBe(expected);
});

it('escapes nothing that is put in as it is', () => {
  expect(interpolate('x{id=~"${account_id:pipe}"}', variables, { account_id: ['.*'] })).toBe('x{id=~".*"}');
  expect(interpolate('x{id=~"${account_id:pipe}"}', variables, { account_id: ['1', '2'] })).toBe('x{id=~"1|2"}');
});
