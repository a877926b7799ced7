import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildPage, deflateTail, EMPTY_PAGE, gzipMember, type Page, plainText } from '../../../src/exposition/page.ts';
import { anyCharacter } from '../../support/arbitrary-text.ts';
import { gunzipMember } from '../../support/gunzip-member.ts';

function zip(page: Page, tail: string): Buffer {
  return Buffer.concat(gzipMember(page, Buffer.from(tail), deflateTail(Buffer.from(tail))));
}

async function plain(page: Page, tail = ''): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of plainText(page, Buffer.from(tail))) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A text that does not compress to nothing, as long as several pieces of a page. */
function lines(count: number): string {
  return Array.from({ length: count }, (_, i) => `aws_iam_user_info{user="u${(i * 7919) % 104_729}"} ${i}\n`).join('');
}

test('page and tail are one gzip member with the right CRC and size, whatever the texts are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: anyCharacter, maxLength: 200 }), { maxLength: 5 }),
      fc.string({ unit: anyCharacter }),
      async (texts, tail) => {
        const page = await buildPage([texts.map((text) => ({ family: 0, text, series: 1 }))]);

        const zipped = zip(page, tail);

        expect(gunzipMember(zipped).toString()).toBe(texts.join('') + tail);
        expect(gunzipSync(zipped).toString()).toBe(texts.join('') + tail);
        expect(await plain(page, tail)).toBe(texts.join('') + tail);
        expect(page.byteLength).toBe(Buffer.byteLength(texts.join('')));
      },
    ),
    { numRuns: 100 },
  );
});

describe('a page larger than the buffers of the compressor', () => {
  const texts = [lines(20_000), lines(1), lines(10_000), lines(30_000)];

  test('keeps all its pieces in their order', async () => {
    const page = await buildPage([texts.map((text) => ({ family: 0, text, series: 1 }))]);

    expect(await plain(page, 'tail\n')).toBe(`${texts.join('')}tail\n`);
    expect(gunzipMember(zip(page, 'tail\n')).toString()).toBe(`${texts.join('')}tail\n`);
  });

  test('is really compressed', async () => {
    const page = await buildPage([texts.map((text) => ({ family: 0, text, series: 1 }))]);

    expect(page.deflated.length).toBeLessThan(1.3 * gzipSync(texts.join('')).length);
  });
});

test('one page serves many tails', async () => {
  const page = await buildPage([[{ family: 0, text: lines(100), series: 100 }]]);

  for (const tail of ['first\n', 'second, which is longer\n', '', 'first\n']) {
    expect(gunzipMember(zip(page, tail)).toString()).toBe(lines(100) + tail);
  }
});

test.each([
  ['before the first rendering', () => Promise.resolve(EMPTY_PAGE)],
  ['of no pieces', () => buildPage([])],
])('an empty page %s is one gzip member too', async (_what, build) => {
  const page = await build();

  expect(gunzipMember(zip(page, 'tail\n')).toString()).toBe('tail\n');
  expect(gunzipMember(zip(page, '')).toString()).toBe('');
  expect(await plain(page, 'tail\n')).toBe('tail\n');
  expect(page).toMatchObject({ byteLength: 0, series: 0 });
});

test('the series of the pieces add up', async () => {
  const pieces = [3, 0, 39].map((series) => ({ family: 0, text: 'x\n', series }));

  expect((await buildPage([pieces, pieces.slice(0, 0)])).series).toBe(42);
});

test('the pieces of a family stand together, in the order of the families, level after level', async () => {
  const piece = (family: number, text: string) => ({ family, text, series: 1 });
  const levels = [
    [piece(1, 'b1\n'), piece(0, 'a1\n'), piece(2, 'c1\n'), piece(0, 'a2\n'), piece(1, 'b2\n')],
    [],
    [piece(3, 'd\n'), piece(0, lines(30_000))],
  ];

  const page = await buildPage(levels);

  const expected = `a1\na2\nb1\nb2\nc1\n${lines(30_000)}d\n`;
  expect(await plain(page)).toBe(expected);
  expect(gunzipSync(zip(page, 'tail\n')).toString()).toBe(`${expected}tail\n`);
});
