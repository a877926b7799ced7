import { expect, it } from '@jest/globals';
import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import { interpolate } from '../../support/grafana/interpolate.ts';

const variables: readonly VariableModel[] = DASHBOARDS['access-keys'].templating.list ?? [];
const selector = 'x{user=~"$user"}';

it.each([
  [['a.b'], String.raw`x{user=~"a\\.b"}`],
  [['a+b=c@x', 'd'], String.raw`x{user=~"(a\\+b=c@x|d)"}`],
  [[String.raw`a\b`], String.raw`x{user=~"a\\\\b"}`],
  ['All' as const, 'x{user=~".*"}'],
])('%p', (user, expected) => {
  expect(interpolate(selector, variables, { user })).toBe(expected);
});
