import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RECORD_REFUSALS, readEvent } from '../../../src/activity/read-event.ts';
import { OWN_ERRORS, PRINCIPAL_KINDS, TARGET_KINDS } from '../../../src/model/activity-event.ts';
import { arbitraryDamagedRecord, arbitraryRecordWithSecret } from '../../support/arbitrary-cloudtrail-records.ts';

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test('any JSON is an event or refused for a reason that is known', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), arbitraryDamagedRecord), (value) => {
      const read = readEvent(value);
      if (!read.ok) {
        expect(RECORD_REFUSALS).toContain(read.refusal);
        return;
      }
      const { event } = read;
      expect(PRINCIPAL_KINDS).toContain(event.principal.kind);
      const { error = 'none' } = event;
      expect(/^[\w.:]+$/.test(error) || OWN_ERRORS.some((own) => own === error)).toBe(true);
      for (const { kind, name } of event.targets) {
        expect(TARGET_KINDS).toContain(kind);
        expect(name).not.toBe('');
      }
      expect(Number.isFinite(event.time)).toBe(true);
      expect(event.accountId).toMatch(/^\d{12}$/);
      expect(Math.max(...textsIn(event).map(({ length }) => length))).toBeLessThanOrEqual(700);
    }),
    { numRuns: 500 },
  );
});

test('most records in one place of which stands anything are events still', () => {
  const damaged = fc.sample(arbitraryDamagedRecord, 200);
  expect(damaged.filter((value) => readEvent(value).ok).length).toBeGreaterThan(100);
});

test('no token, password or text of a policy is in an event, wherever it stood in the record', () => {
  fc.assert(
    fc.property(arbitraryRecordWithSecret, ({ record, secret }) => {
      const read = readEvent(record);
      const texts = read.ok ? textsIn(read.event) : [];
      // An error of it is a part of it too.
      for (const piece of [secret, secret.slice(0, 60), secret.slice(-12)]) {
        expect(texts.filter((text) => text.includes(piece))).toEqual([]);
      }
    }),
    { numRuns: 1_000 },
  );
});
