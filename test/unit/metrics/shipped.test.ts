/** Every family is used by what the project ships, and the exporter knows which ones the alerts need. */
import { expect, test } from '@jest/globals';
import { familiesInRules } from '../../../alerts/metric-names.ts';
import { levels } from '../../../src/metrics/catalogue.ts';
import { READ_BY_SHIPPED_ALERTS } from '../../../src/metrics/shipped-alerts.ts';
import { familiesOnBoards } from '../../support/grafana/used-families.ts';

/** Families that no board shows, each with the reason. metrics/exclusion.ts takes it that there is none. */
const NOT_ON_BOARDS: Readonly<Record<string, string>> = {};

test('a family that is on no board shows nobody anything', () => {
  const onBoards = familiesOnBoards();
  const names = levels.flatMap(({ families }) => families.map(({ name }) => name));

  expect(names.filter((name) => !onBoards.has(name) && NOT_ON_BOARDS[name] === undefined)).toEqual([]);
});

test('src/metrics/shipped-alerts.ts lists what the alert rules read', () => {
  expect(READ_BY_SHIPPED_ALERTS).toEqual(familiesInRules());
});
