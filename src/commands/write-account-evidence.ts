/** Writes what the evidence has of one account: its report as it came, and a row for each outcome. */
import type { Policy } from '../checks/policy.ts';
import { newUsers } from '../checks/new-users.ts';
import { csvHeader, csvRows } from '../cli/csv.ts';
import { gapLines, skippedRowsLine } from '../cli/check-notes.ts';
import { OUTCOME_FIELDS } from '../cli/evidence-outcome-fields.ts';
import { OUTCOMES_FILE, REPORT_FILE, type ReportEvidence, type TimeFrom } from '../evidence/account-evidence.ts';
import { createSumming } from '../evidence/account-summary.ts';
import { beginRows, type OutcomeRow } from '../evidence/outcome-rows.ts';
import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import { hasRoot } from '../model/facts/credential-report.ts';
import type { Account } from '../model/account.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { EvidenceFolder } from './evidence-folder.ts';

/** Rows are written once there are so many: others get their turn of the event loop between. */
const ROWS_AT_ONCE = 2_000;

export interface WrittenAccount {
  readonly report: ReportEvidence;
  readonly gaps: readonly string[];
  /** What a check threw, by its id. */
  readonly faults: ReadonlyMap<string, unknown>;
}

/**
 * The folder is called by the account's id, which the report has: no name can lead anywhere else.
 *
 * @param csv the bytes of the report.
 */
export async function writeAccountEvidence(
  folder: EvidenceFolder,
  facts: AccountFacts,
  csv: Uint8Array,
  policy: Policy,
  now: UnixSeconds,
): Promise<WrittenAccount> {
  const report = reportOf(facts);
  const { accountId } = report;
  const place = `accounts/${accountId}`;
  const sha256 = await folder.file(`${place}/${REPORT_FILE}`, (file) => file.write(csv));
  const rows = beginRows(policy, facts, now);
  const summing = createSumming();
  await folder.file(`${place}/${OUTCOMES_FILE}`, async (file) => {
    await file.write(csvHeader(OUTCOME_FIELDS));
    let waiting: OutcomeRow[] = [];
    const flush = async (): Promise<void> => {
      await file.write(
        csvRows(
          OUTCOME_FIELDS,
          waiting.map((row) => ({ ...row, accountId })),
        ),
      );
      waiting = [];
    };
    for (const ofSubject of subjectsOf(facts, rows)) {
      summing.add(ofSubject);
      waiting.push(...ofSubject);
      if (waiting.length >= ROWS_AT_ONCE) await flush();
    }
    await flush();
  });
  const outcomes = summing.result(report.skippedRowCount);
  return {
    report: {
      folder: place,
      generated: facts.facts['credential-report'].asOf,
      timeFrom: timeFrom(facts.account),
      bytes: csv.length,
      sha256,
      users: report.users.length,
      skippedRows: report.skippedRowCount,
      outcomes,
    },
    gaps: [...skippedRowsLine(facts), ...gapLines({ facts, judged: outcomes.judged })],
    faults: rows.faults(),
  };
}

function timeFrom(account: Account): TimeFrom {
  if (account.source === 'aws') return 'aws';
  return account.generatedTime === undefined ? 'file' : 'configuration';
}

/** The rows of the account, of root, of the other users in the order of the report, and of users who are newer. */
function* subjectsOf(facts: AccountFacts, rows: ReturnType<typeof beginRows>): Iterable<readonly OutcomeRow[]> {
  const report = reportOf(facts);
  yield rows.ofAccount();
  if (!hasRoot(report)) yield rows.ofMissingRoot();
  for (const user of report.users) yield rows.ofUser(user);
  for (const user of newUsers(facts.facts)) yield rows.ofNewUser(user, 'activity');
}
