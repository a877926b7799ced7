import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { rootAccessKey } from '../../../../src/checks/catalogue/root-access-key.ts';
import type { AccessKey } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

test.each<{ name: string; accessKeys: AccessKey[]; expected: Outcome[] }>([
  { name: 'none, which is what the control asks for', accessKeys: [], expected: [{ status: 'pass' }] },
  { name: 'an active one', accessKeys: [accessKey()], expected: [{ credential: '1', status: 'open' }] },
  {
    name: 'an active one, never used, of today',
    accessKeys: [accessKey({ lastRotated: NOW, lastUsed: 'never' })],
    expected: [{ credential: '1', status: 'open' }],
  },
  {
    name: 'an inactive one: it is activated with one call',
    accessKeys: [accessKey({ active: false, lastRotated: daysAgo(2000) })],
    expected: [{ credential: '1', status: 'open' }],
  },
  {
    name: 'one in the second slot',
    accessKeys: [accessKey({ slot: '2' })],
    expected: [{ credential: '2', status: 'open' }],
  },
  {
    name: 'two',
    accessKeys: [accessKey({ slot: '1' }), accessKey({ slot: '2', active: false })],
    expected: [
      { credential: '1', status: 'open' },
      { credential: '2', status: 'open' },
    ],
  },
])("root's keys: $name", ({ accessKeys, expected }) => {
  expect(rootAccessKey.evaluate(root({ accessKeys }), {}, FRESH)).toEqual(expected);
});

test('the key of any other user is none of its business', () => {
  expect(counted(rootAccessKey, root({ accessKeys: [accessKey()] }))).toEqual(ONE_OPEN);
  expect(counted(rootAccessKey, user({ accessKeys: [accessKey()] }))).toEqual(NOTHING);
});
