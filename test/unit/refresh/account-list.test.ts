import { expect, test } from '@jest/globals';
import type { Organization } from '../../../src/model/facts/organization.ts';
import { type AccountList, afterList } from '../../../src/refresh/account-list.ts';

function list(ids: string, id = 'o-exampleorg1'): Organization {
  const accounts = ids.split('').map((each) => ({ id: each, name: each, state: 'ACTIVE' as const }));
  return { id, managementAccountId: '1', accounts };
}

function idsAfter(...lists: string[]): string {
  let known: AccountList | undefined;
  for (const ids of lists) known = afterList(known, list(ids));
  return (known?.organization.accounts ?? [])
    .map(({ id }) => id)
    .sort()
    .join('');
}

test.each([
  [['123'], '123'],
  [['123', '12'], '123'],
  [['123', '12', '12'], '12'],
  [['123', '12', '123', '12'], '123'],
  [['123', '12', '13'], '123'],
])('after the lists %j there is %s', (lists, expected) => {
  expect(idsAfter(...lists)).toBe(expected);
});

test('the list of another organization is refused', () => {
  const known = afterList(undefined, list('123'));

  expect(() => afterList(known, list('456', 'o-otherorg1'))).toThrow(
    'the list is that of organization o-otherorg1, and the accounts are those of o-exampleorg1',
  );
});
