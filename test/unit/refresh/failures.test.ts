import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { awsAccount, report, START, startLoop } from './running-loop.ts';

const accounts = [awsAccount('production'), awsAccount('sandbox')];

function denied(): never {
  throw new RefreshFailure('access_denied', 'User: arn:x is not authorized');
}

test('a failed refresh changes no fact: the last good report stays, and the failure is counted', async () => {
  const { clock, source, facts, state, errors } = startLoop(accounts);
  await clock.advance(0);
  const before = facts('production')?.facts['credential-report'];
  source('production').answer = denied;

  await clock.advance(4 * HOUR + 5_000);

  expect(before?.value.accountId).toBe('100000000001');
  expect(facts('production')?.facts['credential-report']).toBe(before);
  expect(state('production').up).toBe(false);
  expect(state('production').lastSuccess).toBe(Date.parse(START) / 1000);
  expect(errors('production', 'access_denied')).toBe(1);
});

test('one broken account does not take the others down', async () => {
  const { clock, source, state, loop, served } = startLoop(accounts);
  source('production').answer = denied;

  await clock.advance(5 * HOUR);

  expect(state('sandbox').up).toBe(true);
  expect(source('sandbox').requests).toHaveLength(2);
  expect(served()).toEqual(['sandbox']);
  expect(loop.unread()).toEqual({ failed: 1, waiting: 0 });
});

test('a failing account is tried again after 1, 2, 4, 8, 16, and then every 30 minutes', async () => {
  const { clock, source } = startLoop(accounts);
  const tries: number[] = [];
  source('production').answer = () => {
    tries.push((clock.now() - Date.parse(START)) / MINUTE);
    return denied();
  };

  await clock.advance(2.1 * HOUR);

  expect(tries).toEqual([0, 1, 3, 7, 15, 31, 61, 91, 121]);
});

test('after a recovery the account is refreshed every 4 hours again, and a new failure starts with 1 minute', async () => {
  const { clock, source, state } = startLoop(accounts);
  source('production').answer = denied;
  await clock.advance(3 * MINUTE - 5_000);
  source('production').answer = () => report(clock, 1);
  await clock.advance(5_000);
  const recovered = state('production');
  source('production').answer = denied;
  await clock.advance(4 * HOUR);

  expect(recovered.up).toBe(true);
  expect(recovered.nextRefresh).toBe((Date.parse(START) + 3 * MINUTE + 4 * HOUR) / 1000);
  expect(state('production').nextRefresh).toBe((Date.parse(START) + 4 * MINUTE + 4 * HOUR) / 1000);
});

test('the log tells of a failure when it begins, changes and ends, and not at every try', async () => {
  const { clock, source, log } = startLoop([awsAccount('production')]);
  source('production').answer = denied;
  await clock.advance(HOUR);
  source('production').answer = () => {
    throw new RefreshFailure('throttled', 'Throttling (HTTP 400)');
  };
  await clock.advance(2 * HOUR);
  source('production').answer = () => {
    throw new RefreshFailure('throttled', 'TooManyRequests (HTTP 429)');
  };
  await clock.advance(2 * HOUR);
  source('production').answer = () => report(clock, 1);
  await clock.advance(9 * HOUR);

  expect(log.map(({ level, fields, message }) => [level, fields.reason, message])).toEqual([
    ['warn', 'access_denied', 'User: arn:x is not authorized'],
    ['warn', 'throttled', 'Throttling (HTTP 400)'],
    ['warn', 'throttled', 'TooManyRequests (HTTP 429)'],
    ['info', undefined, 'account refreshed'],
  ]);
});

test('the log does not tell of a failure again for what only its end says otherwise', async () => {
  const { clock, source, log } = startLoop([awsAccount('production')]);
  source('production').answer = () => {
    const aside = `: the clock of this machine is ${clock.now() % 7} minutes behind that of AWS`;
    throw new RefreshFailure('credentials', 'SignatureDoesNotMatch (HTTP 403)', { aside });
  };
  await clock.advance(4 * HOUR);

  const [first, ...others] = log.filter(({ level }) => level === 'warn').map(({ message }) => message);
  expect(first).toMatch(/^SignatureDoesNotMatch \(HTTP 403\): the clock of this machine is \d minutes behind/);
  expect(others).toEqual([]);
});

test('a source that hangs is given up at the deadline, and its answer does not come in later', async () => {
  const { clock, source, errors, served } = startLoop([awsAccount('production')]);
  let answerLate = (): void => undefined;
  source('production').answer = () =>
    new Promise((resolve) => {
      answerLate = () => resolve(report(clock, 1));
    });
  await clock.advance(10 * MINUTE - 1);
  const before = errors('production', 'timeout');
  await clock.advance(1);
  answerLate();
  await clock.advance(0);

  expect(before).toBe(0);
  expect(errors('production', 'timeout')).toBe(1);
  expect(source('production').requests[0]?.signal.aborted).toBe(true);
  expect(served()).toEqual([]);
});

test('a text that is no report is a failure, and the last good report stays', async () => {
  const { clock, source, users, errors } = startLoop([awsAccount('production')]);
  source('production').answer = () => report(clock, 1, { users: ['rob'] });
  await clock.advance(0);
  source('production').answer = () => ({ csv: Buffer.from('<html>'), generatedTime: clock.now() / 1000 });

  await clock.advance(4 * HOUR + 5_000);

  expect(users('production')).toBe(2);
  expect(errors('production', 'malformed_report')).toBe(1);
});

test('what nobody foresaw is a failure of that account alone, logged with where it was thrown and without its words', async () => {
  const { clock, source, errors, log, state } = startLoop(accounts);
  source('production').answer = () => {
    throw Object.assign(new TypeError('oops, rob'), { record: 'rob,arn:aws:iam::1:user/rob' });
  };

  await clock.advance(0);

  expect(errors('production', 'internal')).toBe(1);
  expect(state('sandbox').up).toBe(true);
  const entry = log.find(({ level }) => level === 'error');
  expect(entry?.fields.stack).toMatch(/^TypeError\n {4}at .*failures\.test/);
  expect(JSON.stringify(entry)).not.toContain('rob');
});

test('odd rows and columns are logged once, by line and never by content, until they change', async () => {
  const { clock, source, log } = startLoop([awsAccount('production')]);
  const withOddity = () => {
    const { csv, generatedTime } = report(clock, 1, { users: ['rob', 'eve'] });
    const text = Buffer.from(csv).toString().replace('cert_2_last_rotated', 'cert_2_last_rotated,shiny_new_column');
    const rows = text.split('\n').map((row, line) => (line === 0 ? row : `${row},x`));
    return { csv: Buffer.from(rows.join('\n').replace('user/rob,2020-', 'user/rob,soon-')), generatedTime };
  };
  source('production').answer = withOddity;

  await clock.advance(13 * HOUR);

  const oddities = log.filter(({ message }) => message !== 'account refreshed');
  expect(source('production').requests.length).toBeGreaterThan(3);
  expect(oddities.map(({ message, fields }) => [message, fields])).toEqual([
    [
      'rows of the report were skipped',
      { account: 'production', skippedRows: 1, rows: [{ line: 3, problem: 'user_creation_time is not a time' }] },
    ],
    ['columns of the report were ignored', { account: 'production', unknownColumns: ['shiny_new_column'] }],
  ]);
});

test('cells that cannot be read are logged once, by column and number and never by content', async () => {
  const { clock, source, log } = startLoop([awsAccount('production')]);
  source('production').answer = () => {
    const { csv, generatedTime } = report(clock, 1, { users: ['rob', 'eve'] });
    const rows = Buffer.from(csv).toString().split('\n');
    const text = rows.map((row, line) => (line === 0 ? row : row.replace(/[^,]*$/, 'AKIAEXAMPLE'))).join('\n');
    return { csv: Buffer.from(text), generatedTime };
  };

  await clock.advance(13 * HOUR);

  const oddities = log.filter(({ message }) => message !== 'account refreshed');
  expect(source('production').requests.length).toBeGreaterThan(3);
  expect(oddities.map(({ level, message, fields }) => [level, message, fields])).toEqual([
    [
      'warn',
      'cells of the report could not be read: their values are unknown',
      { account: 'production', cells: { cert_2_last_rotated: 3 } },
    ],
  ]);
});
