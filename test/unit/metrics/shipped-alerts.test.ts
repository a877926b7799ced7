import { expect, test } from '@jest/globals';
import { familiesInRules } from '../../../alerts/families.ts';
import { READ_BY_SHIPPED_ALERTS } from '../../../src/metrics/shipped-alerts.ts';

test('src/metrics/shipped-alerts.ts lists what the alert rules read', () => {
  expect(READ_BY_SHIPPED_ALERTS).toEqual(familiesInRules());
});
