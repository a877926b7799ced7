import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createPlaces, type Places } from '../../../src/refresh/places.ts';
import { ManualClock, settle } from '../../support/manual-clock.ts';
import { awsAccount, report, START, startLoop } from './running-loop.ts';

let clock: ManualClock;

beforeEach(() => void (clock = new ManualClock(START)));
afterEach(() => clock.restore());

/** Calls that answer when the test says so, through so many places. */
function calls(size: number) {
  const places: Places = createPlaces(size, clock);
  const started: string[] = [];
  const answers = new Map<string, (answer: string | Error) => void>();
  return {
    places,
    started,
    /** @returns the answer, or the message of the error. */
    call: (account: string, id = account): Promise<string> =>
      places
        .inPlace(account, () => {
          started.push(id);
          return new Promise<string>((resolve, reject) => {
            answers.set(id, (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
          });
        })
        .catch((error: unknown) => (error as Error).message),
    answer: async (id: string, answer: string | Error = 'answer') => {
      answers.get(id)?.(answer);
      await settle();
    },
  };
}

test('no more calls are in flight at a time than there are places, and the next one starts when one has its answer', async () => {
  const { call, answer, started } = calls(2);
  for (const account of ['a', 'b', 'c', 'd']) void call(account);
  await settle();
  const first = [...started];

  await answer('b');

  expect(first).toEqual(['a', 'b']);
  expect(started).toEqual(['a', 'b', 'c']);
});

test('an account holds one place at most: its second call lets others go first', async () => {
  const { call, answer, started } = calls(2);
  void call('a', 'a1');
  void call('a', 'a2');
  void call('b', 'b1');
  await settle();
  const first = [...started];

  await answer('a1');

  expect(first).toEqual(['a1', 'b1']);
  expect(started).toEqual(['a1', 'b1', 'a2']);
});

test('a call that fails gives its place back, and its error goes to the caller', async () => {
  const { call, answer, started } = calls(1);
  const failed = call('a');
  void call('b');
  await settle();

  await answer('a', new Error('refused'));

  expect(await failed).toBe('refused');
  expect(started).toEqual(['a', 'b']);
});

test('a call without an answer makes room for others after a second, as long as there is room for slow ones', async () => {
  const { call, started } = calls(2);
  for (const account of ['a', 'b', 'c', 'd', 'e']) void call(account);
  await clock.advance(999);
  const before = [...started];
  await clock.advance(1);
  const after = [...started];
  await clock.advance(30_000);

  expect(before).toEqual(['a', 'b']);
  // Two that are slow and two that have just begun, which get slow and find no room.
  expect(after).toEqual(['a', 'b', 'c', 'd']);
  expect(started).toEqual(after);
});

test('a slow call that is answered makes room for one that has become slow, and with it for one that has not begun', async () => {
  const { call, answer, started } = calls(1);
  for (const account of ['a', 'b', 'c']) void call(account);
  await clock.advance(5_000);
  const before = [...started];

  await answer('a');

  expect(before).toEqual(['a', 'b']);
  expect(started).toEqual(['a', 'b', 'c']);
});

test('calls that are answered at once do not wait behind slow ones', async () => {
  const { call, answer } = calls(1);
  void call('hanging');
  await clock.advance(1_000);

  const answered = call('good');
  await settle();
  await answer('good');

  expect(await answered).toBe('answer');
});

test('a call that hangs holds no place after 60 s, and none of its own account, and its answer still arrives', async () => {
  const { call, answer, started } = calls(1);
  const hanging = call('a', 'a1');
  void call('a', 'a2');
  void call('b');
  void call('c');
  await clock.advance(59_999);
  const before = [...started];
  await clock.advance(1);
  const after = [...started];
  await answer('a1', 'late');

  expect(before).toEqual(['a1', 'b']);
  expect(after).toEqual(['a1', 'b', 'c']);
  expect(await hanging).toBe('late');
});

test('more places let calls start that wait; fewer hold for the calls that come', async () => {
  const { places, call, answer, started } = calls(1);
  for (const account of ['a', 'b', 'c', 'd', 'e']) void call(account);
  await settle();

  places.setSize(3);
  await settle();
  const withThree = [...started];
  places.setSize(1);
  await answer('a');
  await answer('b');
  const withOne = [...started];
  await answer('c');

  expect(withThree).toEqual(['a', 'b', 'c']);
  expect(withOne).toEqual(['a', 'b', 'c']);
  expect(started).toEqual(['a', 'b', 'c', 'd']);
});

test('accounts whose report is being made do not wait for each other, however few calls may be in flight', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `account-${index}`);
  const { inPlace } = createPlaces(1, clock);
  let inFlight = 0;
  let most = 0;
  const { served, source } = startLoop(
    names.map((name) => awsAccount(name)),
    {},
    { clock },
  );
  for (const [index, name] of names.entries()) {
    const call = () =>
      inPlace(name, async () => {
        most = Math.max(most, (inFlight += 1));
        await clock.sleep(100);
        inFlight -= 1;
      });
    source(name).answer = async () => {
      await call();
      await clock.sleep(25_000);
      await call();
      return report(clock, index);
    };
  }

  // The calls of all accounts before the reports are made, the making of the last one, and its call for it.
  await clock.advance(12 * 100 + 25_000 + 100);

  expect(served()).toEqual(names);
  expect(most).toBe(1);
});

test('ten accounts that never answer keep none of the others waiting for more than a second, and fail by themselves', async () => {
  const { inPlace } = createPlaces(10, clock);
  const hanging = Array.from({ length: 10 }, (_, index) => `hanging-${index}`);
  const { source, served, errors } = startLoop(
    [...hanging, 'good'].map((name) => awsAccount(name)),
    {},
    { clock },
  );
  for (const name of hanging) source(name).answer = () => inPlace(name, () => new Promise(() => undefined));
  source('good').answer = () => inPlace('good', () => Promise.resolve(report(clock, 20)));

  await clock.advance(999);
  const early = served();
  await clock.advance(1);
  const inTime = served();
  await clock.advance(10 * 60_000);

  expect(early).toEqual([]);
  expect(inTime).toEqual(['good']);
  expect(hanging.map((name) => errors(name, 'timeout'))).toEqual(hanging.map(() => 1));
  expect(errors('good', 'timeout')).toBe(0);
});
