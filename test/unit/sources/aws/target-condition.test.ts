/** What calls are about is asked for in every field in which it is read. */
import { expect, test } from '@jest/globals';
import { TARGETS } from '../../../../src/activity/targets.ts';
import { targetConditions } from '../../../../src/sources/aws/target-condition.ts';

const fields = [...TARGETS.values()].flatMap((event) => event.fields);
const read = new Map(fields.map((field) => [`${field.in}.${field.path.join('.')}`, field.kind]));

test.each([...read])('%s, which names a %s', (path, kind) => {
  const conditions = targetConditions(kind === 'account' ? '111122223333' : 'eve');

  expect(conditions.some((condition) => 'path' in condition && condition.path === path)).toBe(true);
});

test('an account is asked for by its id and by the ARN of its root', () => {
  const path = 'requestParameters.targetPrincipal';

  expect(targetConditions('111122223333')).toEqual(
    expect.arrayContaining([
      { path, is: '111122223333' },
      { path, contains: '::111122223333:' },
    ]),
  );
  expect(JSON.stringify(targetConditions('eve'))).not.toContain(path);
});
