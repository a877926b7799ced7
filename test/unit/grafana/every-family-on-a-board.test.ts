import { expect, it } from '@jest/globals';
import { levels } from '../../../src/metrics/catalogue.ts';
import { familiesOnBoards } from '../../support/grafana/used-families.ts';

it('shows every family of the exporter on some board', () => {
  const onBoards = familiesOnBoards();
  const families = levels.flatMap((level) => level.families.map(({ name }) => name));
  expect(families.filter((name) => !onBoards.has(name))).toEqual([]);
});
