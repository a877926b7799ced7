import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { accessKeyCreatedAtSetup } from '../../../../src/checks/catalogue/access-key-created-at-setup.ts';
import type { AccessKey, Password } from '../../../../src/model/facts/credential-report.ts';
import {
  counted,
  daysAgo,
  minutesAfter,
  NOTHING,
  NOW,
  ONE_OPEN,
  ONE_UNKNOWN,
  SECOND,
  FRESH,
} from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const CREATED = daysAgo(400);
const AT_SETUP: Partial<AccessKey> = { lastRotated: minutesAfter(CREATED, 1), lastUsed: 'never' };

test.each<{ name: string; key: Partial<AccessKey>; expected: Outcome[] }>([
  {
    name: 'made with the user',
    key: { lastRotated: CREATED, lastUsed: 'never' },
    expected: [{ credential: '1', status: 'open' }],
  },
  {
    name: 'made exactly 5 minutes after the user',
    key: { lastRotated: minutesAfter(CREATED, 5), lastUsed: 'never' },
    expected: [{ credential: '1', status: 'open' }],
  },
  {
    name: 'made 5 minutes and a second after the user',
    key: { lastRotated: minutesAfter(CREATED, 5) + SECOND, lastUsed: 'never' },
    expected: [{ credential: '1', status: 'pass' }],
  },
  { name: 'made at setup and used since', key: { ...AT_SETUP, lastUsed: NOW }, expected: [] },
  { name: 'made at setup, inactive by now', key: { ...AT_SETUP, active: false }, expected: [] },
  {
    name: 'never used, making unknown',
    key: { lastUsed: 'never' },
    expected: [{ credential: '1', status: 'unknown' }],
  },
  {
    name: 'made at setup, use unknown',
    key: { lastRotated: CREATED },
    expected: [{ credential: '1', status: 'unknown' }],
  },
  {
    name: 'made later, use unknown: later is all that it takes to tell',
    key: { lastRotated: minutesAfter(CREATED, 60) },
    expected: [{ credential: '1', status: 'pass' }],
  },
  { name: 'making unknown, used', key: { lastUsed: NOW }, expected: [] },
])('a key of a console user: $name', ({ key, expected }) => {
  const owner = user({ created: CREATED, password: { enabled: true }, accessKeys: [accessKey(key)] });

  expect(accessKeyCreatedAtSetup.evaluate(owner, {}, FRESH)).toEqual(expected);
});

test.each<{ name: string; password: Password; expected: Outcome[] }>([
  { name: 'no password: a machine is made with its key', password: { enabled: false }, expected: [] },
  {
    name: 'not known whether there is a password',
    password: {},
    expected: [{ credential: '1', status: 'unknown' }],
  },
])('a key that was made at setup: $name', ({ password, expected }) => {
  const owner = user({ created: CREATED, password, accessKeys: [accessKey(AT_SETUP)] });

  expect(accessKeyCreatedAtSetup.evaluate(owner, {}, FRESH)).toEqual(expected);
});

test('a fresh user is no exception, and each key is judged on its own', () => {
  const owner = user({
    created: NOW,
    password: { enabled: true },
    accessKeys: [
      accessKey({ slot: '1', lastRotated: minutesAfter(NOW, 10), lastUsed: 'never' }),
      accessKey({ slot: '2', lastRotated: NOW, lastUsed: 'never' }),
    ],
  });

  expect(accessKeyCreatedAtSetup.evaluate(owner, {}, FRESH)).toEqual([
    { credential: '1', status: 'pass' },
    { credential: '2', status: 'open' },
  ]);
});

test('root is left to the checks of root, and a password that may be there is counted as unknown', () => {
  const values = { created: CREATED, password: { enabled: true }, accessKeys: [accessKey(AT_SETUP)] };

  expect(counted(accessKeyCreatedAtSetup, user(values))).toEqual(ONE_OPEN);
  expect(counted(accessKeyCreatedAtSetup, root(values))).toEqual(NOTHING);
  expect(counted(accessKeyCreatedAtSetup, user({ ...values, password: {} }))).toEqual(ONE_UNKNOWN);
});
