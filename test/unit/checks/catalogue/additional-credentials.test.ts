import { expect, test } from '@jest/globals';
import { additionalCredentials } from '../../../../src/checks/catalogue/additional-credentials.ts';
import { counted, NOTHING, ONE_OPEN, FRESH } from '../../../support/check-cases.ts';
import { root, user } from '../../../support/model-values.ts';

const TEXT = { additionalCredentials: '1 more access key' };

test('AWS tells of more credentials', () => {
  expect(additionalCredentials.evaluate(user(TEXT), {}, FRESH)).toEqual([{ status: 'open' }]);
});

test('AWS tells of none, or the report has no such column', () => {
  expect(additionalCredentials.evaluate(user(), {}, FRESH)).toEqual([]);
});

test('root is left to the checks of root', () => {
  expect(counted(additionalCredentials, user(TEXT))).toEqual(ONE_OPEN);
  expect(counted(additionalCredentials, root(TEXT))).toEqual(NOTHING);
});
