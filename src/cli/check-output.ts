/** What `check` prints on standard output. */
import { toObject } from '../fields/field.ts';
import { FINDING_FIELDS } from '../fields/finding-fields.ts';
import { COUNT_FIELDS, DOCUMENT_FIELDS } from './check-fields.ts';
import type { Judgement } from './check-judgement.ts';
import type { CheckOutput } from './check-options.ts';
import { toCsv } from './csv.ts';
import { toJson } from './json.ts';
import { findingsTable, summaryTables } from './check-table.ts';

/** Without a finding, the table is empty text and the others are documents without one. */
export function printJudgement(judgement: Judgement, output: CheckOutput, summary: boolean): string {
  switch (output) {
    case 'json': {
      const fields = DOCUMENT_FIELDS.filter(({ name }) => !(summary && name === 'findings'));
      return toJson(toObject(fields, judgement));
    }
    case 'csv':
      return summary ? toCsv(COUNT_FIELDS, judgement.counts) : toCsv(FINDING_FIELDS, judgement.open);
    case 'table':
      return summary ? summaryTables(judgement) : findingsTable(judgement);
  }
}
