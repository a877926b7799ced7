/** The text comes from the network or from a file: whatever it is, it is a report or a `malformed_report`, and nothing leaks. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { laidOutReport } from '../../support/arbitrary-report.ts';
import { anyCharacter } from '../../support/arbitrary-text.ts';
import { COLUMNS_22, COLUMNS_23, writeReport } from '../../support/report-writer.ts';

/** Greek letters stand in no message of the program, so whatever is not ASCII in one would be of the text. */
const PROGRAM_TEXT = /^[\x20-\x7e]+$/;

async function expectReportOrRefusal(csv: Uint8Array): Promise<void> {
  try {
    const { users, skippedRows } = await parseReport(csv);
    expect(users.length).toBeGreaterThan(0);
    JSON.stringify(users, expectNoLineBreak);
    for (const { problem } of skippedRows) expect(problem).toMatch(PROGRAM_TEXT);
  } catch (error) {
    if (!(error instanceof RefreshFailure)) throw error;
    expect(error.reason).toBe('malformed_report');
    expect(error.message).toMatch(PROGRAM_TEXT);
    expect(error.cause).toBeUndefined();
  }
}

/** One in a text would be the trace of a row that a stray quote has swallowed. */
function expectNoLineBreak(_key: string, value: unknown): unknown {
  if (typeof value === 'string') expect(value).not.toContain('\n');
  return value;
}

const CELLS = [
  ...['', 'N/A', 'no_information', 'not_supported', 'true', 'false', 'FALSE', 'Ωμέγα', '"Ωμέγα', '"', '""', ' '],
  ...['2026-02-30T00:00:00Z', '2026-01-01T00:00:00+00:00', '<root_account>', 'arn:aws:iam::111122223333:root'],
  ...['Ψυχή', 'arn:aws:iam::111122223333:user/Ψυχή', 'arn:aws:iam::111122223333:user/a/Ψυχή'],
];
const rows = fc.array(fc.array(fc.constantFrom(...CELLS), { maxLength: 30 }), { maxLength: 8 });

/** What a text editor, a proxy or a bad line does to a good report. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat({ max: 300 })),
  inserted: fc.constantFrom('', '"', '""', ',', '\n', '\r', '\r\n', '\0', '\uFEFF', 'Ωμέγα', 'N/A', '\n\n', ',,'),
});

function edited(text: string, edits: readonly { at: number; removed: number; inserted: string }[]): string {
  return edits.reduce((before, { at, removed, inserted }) => {
    const start = Math.floor(at * before.length);
    return before.slice(0, start) + inserted + before.slice(start + removed);
  }, text);
}

const inputs: Record<string, fc.Arbitrary<Uint8Array>> = {
  'any bytes': fc.uint8Array({ maxLength: 1000 }),
  'any text': fc.string({ unit: anyCharacter, maxLength: 1000 }).map((text) => Buffer.from(text)),
  'any bytes behind the byte order mark of UTF-16': fc
    .tuple(fc.constantFrom([0xff, 0xfe], [0xfe, 0xff]), fc.uint8Array({ maxLength: 200 }))
    .map(([mark, bytes]) => Uint8Array.from([...mark, ...bytes])),
  'a good header above any cells': fc
    .tuple(rows, fc.constantFrom('\n', '\r\n'))
    .map(([lines, lineEnd]) => Buffer.from([COLUMNS_22, ...lines].map((cells) => cells.join(',')).join(lineEnd))),
  'a good report after any edits': fc
    .tuple(
      laidOutReport({ known: [COLUMNS_22, COLUMNS_23], unknown: ['passkey'] }),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
    )
    .map(([{ report, layout }, edits]) => {
      const users = [...report.users].map((user) => ({ ...user, arn: `${user.arn}Ωμέγα`, name: `${user.name}Ωμέγα` }));
      return Buffer.from(edited(writeReport(users, layout), edits));
    }),
};

test.each(Object.entries(inputs))(
  '%s: a report or a refusal, and neither tells what stands in the text',
  async (_what, input) => {
    await fc.assert(fc.asyncProperty(input, expectReportOrRefusal), { numRuns: 250 });
  },
);
