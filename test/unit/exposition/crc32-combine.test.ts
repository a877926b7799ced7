import { crc32 } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crc32Combine } from '../../../src/exposition/crc32-combine.ts';

test('the CRC of two texts is that of the one after the other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.uint8Array({ maxLength: 5_000 }), (first, second) => {
      const both = Buffer.concat([first, second]);

      expect(crc32Combine(crc32(first), crc32(second), second.length)).toBe(crc32(both));
    }),
  );
});
