import { describe, expect, test } from '@jest/globals';
import { isRoot, kindOf } from '../../../../src/model/facts/credential-report.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

describe('the kind of a user', () => {
  test.each([
    ['root, whatever it has', root({ password: { enabled: true }, accessKeys: [accessKey()] }), 'root'],
    ['with a password', user({ password: { enabled: true } }), 'human'],
    ['with a password and a key', user({ password: { enabled: true }, accessKeys: [accessKey()] }), 'human'],
    ['with a key alone', user({ accessKeys: [accessKey()] }), 'machine'],
    ['with an inactive key alone', user({ accessKeys: [accessKey({ active: false })] }), 'machine'],
    ['with a password taken away and a key', user({ password: { lastUsed: 1 }, accessKeys: [accessKey()] }), 'machine'],
    ['with nothing', user(), 'none'],
    ['whose password was taken away', user({ password: { enabled: false, lastUsed: 1 } }), 'none'],
  ])('%s', (_what, subject, kind) => {
    expect(kindOf(subject)).toBe(kind);
  });
});

test('a user called root is not root', () => {
  expect(isRoot(user({ name: 'root' }))).toBe(false);
  expect(isRoot(root())).toBe(true);
});
