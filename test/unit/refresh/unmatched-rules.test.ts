/** A rule of the organization that matches no account is told, once. */
import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import type { OrganizationSettings } from '../../../src/model/organization-settings.ts';
import { A, B, MANAGEMENT, member, organizationSettings, startDiscovery } from './running-discovery.ts';

const ROUND = 15 * MINUTE + 5_000;
const SANDBOX = { tag: { key: 'env', value: 'sandbox' } };
const OF_B = `organization.exclude[0]: account ${B} matches no account of the organization`;

function start(settings: Partial<OrganizationSettings>) {
  const running = startDiscovery({ settings });
  running.answers.list = [member(MANAGEMENT, { units: ['r-ab12'] }), member(A, { units: ['r-ab12'] })];
  const warned = (): string[] =>
    running.log
      .filter(({ level, message }) => level === 'warn' && message.includes(' matches no '))
      .map((e) => e.message);
  return { ...running, warned };
}

test('each of them once, however many lists come', async () => {
  const include = [{ ou: 'r-ab12' }, { ou: 'ou-ab12-99999999' }];
  const { clock, warned } = start({ include, exclude: [{ account: B }, { account: A }] });

  await clock.advance(4 * HOUR);

  expect(warned()).toEqual([
    'organization.include[1]: ou ou-ab12-99999999 matches no account of the organization',
    OF_B,
  ]);
});

test('not by a list that failed', async () => {
  const { clock, answers, warned } = start({ exclude: [{ account: B }] });
  answers.list = new RefreshFailure('access_denied', 'no');

  await clock.advance(HOUR);

  expect(warned()).toEqual([]);
});

test('again after it matched an account, and after a reload that changes it, not after one that does not', async () => {
  const { clock, answers, configure, warned } = start({ exclude: [{ account: B }] });
  await clock.advance(0);
  answers.list = [member(MANAGEMENT), member(B)];
  await clock.advance(ROUND);
  answers.list = [member(MANAGEMENT)];
  await clock.advance(2 * ROUND);
  expect(warned()).toEqual([OF_B, OF_B]);

  configure({ organization: organizationSettings({ exclude: [{ account: B }] }) });
  await clock.advance(ROUND);
  expect(warned()).toHaveLength(2);
  configure({ organization: organizationSettings({ exclude: [{ account: '999999999999' }] }) });
  expect(warned().slice(2)).toEqual([
    'organization.exclude[0]: account 999999999999 matches no account of the organization',
  ]);
});

test('a rule by a tag only once all tags are known, whatever accounts come later', async () => {
  const { clock, answers, warned } = start({ exclude: [SANDBOX] });
  answers.tags = { [A]: new RefreshFailure('access_denied', 'no') };
  await clock.advance(ROUND);
  expect(warned()).toEqual([]);

  answers.tags = {};
  await clock.advance(HOUR);
  answers.list = [member(MANAGEMENT), member(A), member(B), member('444444444444', { state: 'CLOSED' })];
  await clock.advance(HOUR);

  expect(warned()).toEqual(['organization.exclude[0]: tag env=sandbox matches no active account of the organization']);
});
