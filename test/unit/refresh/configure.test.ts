import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR } from '../../../src/model/time.ts';
import { awsAccount, report, startLoop } from './running-loop.ts';

const production = awsAccount('production', 'payments');
const sandbox = awsAccount('sandbox');
const FURTHER = { 'account-settings': { enabled: true, interval: 4 * HOUR } };

function unreachable(): never {
  throw new RefreshFailure('network', 'connect ECONNREFUSED');
}

test('unchanged accounts keep their facts and are not fetched again', async () => {
  const { clock, source, configure, loop } = startLoop([production, sandbox]);
  await clock.advance(0);
  const before = loop.facts();

  configure({ accounts: [{ ...production }, { ...sandbox }] });
  await clock.advance(10_000);

  expect(before).toHaveLength(2);
  expect(loop.facts()).toEqual(before);
  expect(source('production').requests).toHaveLength(1);
});

test('a removed account vanishes at once, and a fetch of it that is under way changes nothing', async () => {
  const { clock, source, configure, loop, changes, served } = startLoop([production, sandbox]);
  await clock.advance(0);
  let answer = (): void => undefined;
  source('sandbox').answer = () => new Promise((resolve) => (answer = () => resolve(report(clock, 2))));
  await clock.advance(4 * HOUR + 5_000);
  const before = changes();

  configure({ accounts: [production] });
  const names = served();
  answer();
  await clock.advance(1_000);

  expect(names).toEqual(['production']);
  expect(changes()).toBe(before + 1);
  expect(source('sandbox').requests.at(-1)?.signal.aborted).toBe(true);
  expect(loop.states().map(({ accountName }) => accountName)).toEqual(['production']);
  expect(served()).toEqual(['production']);
});

/** The account that the sources of a loop give first. */
const FIRST_ID = '100000000001';
const otherRole = { ...production, roleArn: `arn:aws:iam::${FIRST_ID}:role/other` };

test('an account under another name keeps its facts, and is not asked again', async () => {
  const { clock, configure, loop, source, errors } = startLoop([production, sandbox]);
  await clock.advance(0);
  const [before] = loop.facts();

  configure({ accounts: [{ ...production, name: 'payments-production' }, sandbox] });
  await clock.advance(10_000);

  const [after] = loop.facts();
  expect(after?.account.name).toBe('payments-production');
  expect(after?.facts).toEqual(before?.facts);
  expect(source('production').requests).toHaveLength(1);
  expect(errors('payments-production', 'network')).toBe(0);
  expect(loop.states().map(({ accountName }) => accountName)).toEqual(['payments-production', 'sandbox']);
});

test('two accounts that exchange their names keep the facts that are theirs', async () => {
  const { clock, configure, facts } = startLoop([production, sandbox]);
  await clock.advance(0);
  const idOf = (name: string) => facts(name)?.facts['credential-report'].value.accountId;
  const before = [idOf('production'), idOf('sandbox')];

  configure({
    accounts: [
      { ...production, name: 'sandbox' },
      { ...sandbox, name: 'production' },
    ],
  });
  await clock.advance(10_000);

  expect([idOf('sandbox'), idOf('production')]).toEqual(before);
});

test('a refresh that is under way goes on under the new name', async () => {
  const { clock, configure, source, users } = startLoop([production]);
  source('production').answer = async () => {
    await clock.sleep(30_000);
    return report(clock, 1);
  };
  await clock.advance(10_000);

  configure({ accounts: [{ ...production, name: 'prod' }] });
  await clock.advance(20_000);

  expect(users('prod')).toBe(1);
});

test('a changed role keeps the facts while AWS is away, and the way back helps', async () => {
  const { clock, configure, source, served, users, state } = startLoop([production]);
  source('production').answer = () => report(clock, 1, { users: ['rob'] });
  await clock.advance(0);

  configure({ accounts: [otherRole] });
  source('production').answer = unreachable;
  const atOnce = served();
  await clock.advance(HOUR);
  const later = [users('production'), state('production').up];
  configure({ accounts: [production] });
  source('production').answer = () => report(clock, 1, { users: ['rob', 'eve'] });
  await clock.advance(5_000);

  expect(atOnce).toEqual(['production']);
  expect(later).toEqual([2, false]);
  expect([users('production'), state('production').up]).toEqual([3, true]);
});

test('a changed role that turns out to be of another account brings the facts of that one', async () => {
  const { clock, configure, source, facts, log } = startLoop([production], { facts: FURTHER });
  source('production').answer = () => report(clock, 1);
  await clock.advance(0);

  configure({ accounts: [otherRole] });
  source('production').answer = async () => {
    await clock.sleep(30_000);
    return report(clock, 7);
  };
  await clock.advance(29_000);
  const between = facts('production')?.facts;
  await clock.advance(10_000);
  const after = facts('production')?.facts;

  expect(between?.['credential-report'].value.accountId).toBe(FIRST_ID);
  expect(between?.['account-settings']).toBeDefined();
  expect(after?.['credential-report'].value.accountId).toBe('100000000007');
  // Asked only now, as the role may have been one of another account.
  expect(after?.['account-settings']?.asOf).toBeGreaterThan(between?.['account-settings']?.asOf ?? Infinity);
  expect(log).toContainEqual({
    level: 'warn',
    message: 'the report is one of another account now',
    fields: { account: 'production', accountId: '100000000007', before: FIRST_ID },
  });
});

test('of a changed role nothing is asked but its report, until that says that the account is the same', async () => {
  const { clock, configure, source, sources } = startLoop([production], { facts: FURTHER });
  source('production').answer = () => report(clock, 1);
  await clock.advance(0);
  const asked = () => sources('production')['account-settings'].requests.length;

  configure({ accounts: [otherRole] });
  source('production').answer = async () => {
    await clock.sleep(30_000);
    return report(clock, 1);
  };
  await clock.advance(29_000);
  const before = asked();
  await clock.advance(10_000);

  expect([before, asked()]).toEqual([0, 1]);
});

test('a role of another account has none of the facts, and they are gone at once', async () => {
  const { clock, configure, served, source } = startLoop([production]);
  await clock.advance(0);
  const old = source('production');

  configure({ accounts: [{ ...production, roleArn: 'arn:aws:iam::444455556666:role/reader' }] });
  const between = served();
  await clock.advance(1_000);

  expect(between).toEqual([]);
  expect(source('production')).not.toBe(old);
  expect(served()).toEqual(['production']);
});

test('an account that only changes its owner keeps its facts under the new owner', async () => {
  const { clock, configure, loop, source } = startLoop([production]);
  await clock.advance(0);

  configure({ accounts: [{ ...production, owner: 'platform' }] });
  await clock.advance(0);

  expect(loop.facts().map(({ account }) => account.owner)).toEqual(['platform']);
  expect(source('production').requests).toHaveLength(1);
});

test('a new account is refreshed at the next turn', async () => {
  const { clock, configure, served } = startLoop([production]);
  await clock.advance(0);

  configure({ accounts: [production, sandbox] });
  await clock.advance(1_000);

  expect(served()).toEqual(['production', 'sandbox']);
});

test('a shorter interval makes old reports due', async () => {
  const { clock, configure, source } = startLoop([production]);
  await clock.advance(2 * HOUR);

  configure({ facts: { 'credential-report': { enabled: true, interval: HOUR } } });
  await clock.advance(5_000);

  expect(source('production').requests).toHaveLength(2);
});

test('the report of another account than the entry names changes nothing', async () => {
  const { clock, source, served, errors } = startLoop([{ ...production, accountId: '444455556666' }]);
  source('production').answer = () => report(clock, 7);

  await clock.advance(5_000);

  expect(served()).toEqual([]);
  expect(errors('production', 'configuration')).toBe(1);
});

test('two entries that are one account: the first in the configuration is it, the other one fails', async () => {
  const { clock, source, served, errors, log } = startLoop([production, sandbox]);
  source('production').answer = async () => {
    await clock.sleep(10_000);
    return report(clock, 7);
  };
  source('sandbox').answer = () => report(clock, 7);

  await clock.advance(5_000);
  const early = served();
  await clock.advance(6_000);

  expect(early).toEqual(['sandbox']);
  expect(served()).toEqual(['production']);
  expect(errors('sandbox', 'duplicate_account')).toBe(1);
  expect(
    log.some(
      ({ message }) =>
        message ===
        'this is account 100000000007, which the entry "production" is already: correct the file or the role of one of them',
    ),
  ).toBe(true);
});

test('once the first entry of an account is removed, the second one takes its place at the next turn', async () => {
  const { clock, source, configure, served } = startLoop([production, sandbox]);
  source('production').answer = () => report(clock, 7);
  source('sandbox').answer = () => report(clock, 7);
  await clock.advance(0);

  configure({ accounts: [sandbox] });
  await clock.advance(1_000);

  expect(served()).toEqual(['sandbox']);
});

test('a reload in the middle of a refresh counts for what the refresh brings', async () => {
  const { clock, source, configure, facts } = startLoop([production]);
  source('production').answer = async () => {
    await clock.sleep(30_000);
    return report(clock, 1);
  };
  await clock.advance(10_000);

  configure({
    accounts: [{ ...production, owner: 'platform' }],
    facts: { 'credential-report': { enabled: true, interval: 6 * HOUR } },
  });
  await clock.advance(30_000);

  const brought = facts('production');
  expect([brought?.account.owner, brought?.refreshInterval]).toEqual(['platform', 6 * 3600]);
});

test.each(['constructor', '__proto__', 'toString'])('an account can be called %s', async (name) => {
  const { clock, configure, loop } = startLoop([awsAccount(name)]);

  configure({ accounts: [awsAccount(name, 'platform')] });
  await clock.advance(5_000);

  expect(loop.facts().map(({ account }) => account.owner)).toEqual(['platform']);
});

test('a report that was too large is asked for again as soon as the limit is another one', async () => {
  const { clock, source, configure, users } = startLoop([production]);
  source('production').answer = ({ reportSizeLimit }) => {
    if (reportSizeLimit < 1_000_000_000) throw new RefreshFailure('malformed_report', 'the report is larger than 64MB');
    return report(clock, 1);
  };
  await clock.advance(0);

  configure({ reportSizeLimit: 1_000_000_000 });
  await clock.advance(1_000);

  expect(users('production')).toBe(1);
});
