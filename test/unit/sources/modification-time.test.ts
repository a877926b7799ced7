import { expect, test } from '@jest/globals';
import { modificationTime } from '../../../src/sources/report-file.ts';

test('the time of a report file is in whole seconds', () => {
  expect(modificationTime('/a.csv', 1_500.75)).toBe(1);
});

test.each([-1, 9e15, Number.NaN])('a file system may keep a time that no calendar has: %s', (milliseconds) => {
  expect(() => modificationTime('/a.csv', milliseconds)).toThrow(
    'the report file /a.csv has a modification time that cannot be: touch the file',
  );
});
