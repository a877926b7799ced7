/** What holds of every source of a further fact when AWS does not answer: none of it may pass for "there is none". */
import type { IAMClient } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { FactSource } from '../../../../src/model/fact-source.ts';
import type { AwsOperation } from '../../../../src/model/exporter-state.ts';
import type { Waiting } from '../../../../src/sources/aws/patience.ts';
import { type Fault, faults } from '../../../support/fake-aws/faults.ts';
import type { LiveData } from '../../../support/fake-aws/live-data.ts';
import { ACCOUNT_ID, fetchFact, startFake } from './fetch-fact.ts';

type Create = (client: IAMClient, waiting: Waiting) => FactSource<unknown>;
type Asked = Exclude<AwsOperation, 'AssumeRole'>;

/** A page of a proxy that is well-formed XML, so that the SDK makes an answer without members of it. */
const PROXY: Fault = { kind: 'html', status: 200, body: '<html><body>Please sign in</body></html>' };

/** Tests for a source that asks for these operations. */
export function describeFailures(create: Create, operations: readonly Asked[]): void {
  // The SDK's own retries wait for a random time.
  beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
  afterEach(() => void jest.restoreAllMocks());

  describe.each(operations)('%s', (operation) => {
    test.each<[string, Fault, string]>([
      ['denied', faults.accessDenied, 'access_denied'],
      ['refused for its credentials', faults.expiredToken, 'credentials'],
      ['broken', faults.serviceFailure, 'service'],
      ['answered by a proxy', PROXY, 'service'],
      ['answered with nothing', { kind: 'html', status: 200, body: '' }, 'service'],
      ['cut off', faults.cutInBody, 'network'],
    ])('%s is a failure, and no answer', async (_what, fault, reason) => {
      const fake = await startFake();
      fake.always(ACCOUNT_ID, operation, fault);

      const { value, failure } = await fetchFact(create);

      expect(value).toBeUndefined();
      expect(failure?.reason).toBe(reason);
    });

    test('denied says which permission is missing', async () => {
      const fake = await startFake();
      fake.always(ACCOUNT_ID, operation, faults.accessDenied);

      const { failure, counted } = await fetchFact(create);

      expect(failure?.message).toContain(`is not authorized to perform: iam:${operation}`);
      expect(counted.at(-1)).toBe(`${operation} denied`);
    });

    test('throttled is waited out, longer than the SDK does by itself', async () => {
      const fake = await startFake();
      fake.script(
        ACCOUNT_ID,
        operation,
        Array.from({ length: 4 }, () => faults.throttling),
      );

      const { value, waits, counted } = await fetchFact(create);

      expect(value).toBeDefined();
      expect(waits).toEqual([2_000]);
      expect(counted.filter((entry) => entry === `${operation} throttled`)).toHaveLength(4);
    });

    test('throttled without an end is a failure', async () => {
      const fake = await startFake();
      fake.always(ACCOUNT_ID, operation, faults.throttling);

      const { value, failure, waits } = await fetchFact(create);

      expect(value).toBeUndefined();
      expect(failure?.reason).toBe('throttled');
      expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
    });

    test('an abort ends it with the reason of the signal', async () => {
      const fake = await startFake();
      fake.always(ACCOUNT_ID, operation, faults.hang);

      await expect(fetchFact(create, AbortSignal.abort('enough'))).rejects.toBe('enough');
    });
  });
}

/** Tests for a source whose answer comes in pages. @param live three users, or something of each of them. */
export function describePages(create: Create, operation: Asked, live: LiveData): void {
  describe('in pages', () => {
    const whole = async () => {
      await startFake(live);
      return (await fetchFact(create)).value;
    };

    test.each([
      ['of one each', { pageSize: 1 }, 3],
      ['that are short, or empty in the middle and at the end', { shortPages: [0, 2, 0, 1, 0] }, 5],
    ])('%s: the same as in one', async (_which, paging, calls) => {
      const expected = await whole();
      const fake = await startFake({ ...live, paging });

      const { value, counted } = await fetchFact(create);

      expect(value).toEqual(expected);
      expect(counted).toEqual(Array.from({ length: calls }, () => `${operation} success`));
      expect(fake.count(operation)).toBe(calls);
    });

    test('one that goes on without saying where is a failure: the rest is not "none"', async () => {
      const fake = await startFake({ ...live, paging: { pageSize: 1 } });
      fake.script(ACCOUNT_ID, operation, [faults.none, { kind: 'without', member: 'Marker' }]);

      const { value, failure } = await fetchFact(create);

      expect(value).toBeUndefined();
      expect(failure?.reason).toBe('service');
    });

    test('one that is denied is a failure: what came before it is not all', async () => {
      const fake = await startFake({ ...live, paging: { pageSize: 1 } });
      fake.script(ACCOUNT_ID, operation, [faults.none, faults.accessDenied]);

      const { value, failure } = await fetchFact(create);

      expect(value).toBeUndefined();
      expect(failure?.reason).toBe('access_denied');
    });

    test('one that is throttled is asked for again, and not the first', async () => {
      const expected = await whole();
      const fake = await startFake({ ...live, paging: { pageSize: 1 } });
      fake.script(ACCOUNT_ID, operation, [faults.none, ...Array.from({ length: 3 }, () => faults.throttling)]);

      const { value } = await fetchFact(create);

      expect(value).toEqual(expected);
      expect(fake.requests.filter(({ parameters }) => parameters.Marker === undefined)).toHaveLength(1);
    });
  });
}
