import { readFile } from 'node:fs/promises';

/** The hand-made reports; their README says what each shows. */
export const REPORT_FIXTURES = new URL('../fixtures/reports/', import.meta.url);

export function readReportFixture(name: string): Promise<Buffer> {
  return readFile(new URL(name, REPORT_FIXTURES));
}
