/** What accounts that a tag chooses do when AWS refuses the tags. */
import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR } from '../../../src/model/time.ts';
import { A, MANAGEMENT, member, organizationSettings, startDiscovery } from './running-discovery.ts';

const DENIED = new RefreshFailure('access_denied', 'no');
const exclude = [{ tag: { key: 'env', value: 'sandbox' } }];

test('an account that a tag may exclude is not read while AWS refuses the tags', async () => {
  const { clock, answers, read, discovery } = startDiscovery({ settings: { exclude } });
  answers.list = [member(MANAGEMENT), member(A)];
  answers.tags = { [MANAGEMENT]: {}, [A]: DENIED };

  await clock.advance(10_000);
  expect(read()).toEqual(['account 1 of ', 'account 2 of ?']);
  expect(discovery.unread()).toEqual({ failed: 1, waiting: 0 });

  answers.tags[A] = { env: 'sandbox' };
  await clock.advance(HOUR);
  expect(read()).toEqual(['account 1 of ']);
});

test('what was known before AWS refused the tags stays, also after a reload that asks for more of them', async () => {
  const { clock, answers, read, configure, discovery } = startDiscovery({ settings: { exclude } });
  answers.list = [member(MANAGEMENT), member(A)];
  answers.tags = { [A]: { env: 'sandbox' } };
  await clock.advance(10_000);
  answers.tags = { [MANAGEMENT]: DENIED, [A]: DENIED };

  await clock.advance(8 * HOUR);
  expect(read()).toEqual(['account 1 of ']);
  configure({ organization: organizationSettings({ exclude, ownerTag: 'team' }) });
  await clock.advance(8 * HOUR);

  expect(read()).toEqual(['account 1 of ']);
  expect(discovery.members().outside).toMatchObject([{ accountId: A, reason: 'excluded', by: 'exclude[0]' }]);
});
