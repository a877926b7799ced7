import type { Account } from '../model/account.ts';
import type { Activity } from '../model/facts/activity.ts';
import { type CredentialReport, hasRoot, NOT_YET_GIVEN } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import { isAhead } from '../model/facts/moment.ts';
import type { Log } from '../model/log.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import { stackFrames } from '../model/stack-frames.ts';
import { isoTime } from '../model/time.ts';
import type { Progress } from './task.ts';

/** A report whose every row is odd must not fill the log. */
const MOST_ROWS_LOGGED = 20;

/** Logs a failure when the task begins to fail, or fails otherwise than before: for another reason, in other words, or no longer as was expected. */
export function logFailure(log: Log, task: Progress<string>, failure: RefreshFailure): void {
  const { failure: before, isPending } = task.logged;
  Object.assign(task.logged, { failure, isPending: task.isPending });
  const fields = { account: task.account.name, fact: task.fact, reason: failure.reason };
  if (before?.reason === failure.reason && before.gist === failure.gist && isPending === task.isPending) {
    log.debug(fields, failure.message);
    return;
  }
  if (task.isPending) log.info(fields, `the account is new, and its role is still to come: ${failure.message}`);
  else if (failure.reason === 'internal') log.error({ ...fields, stack: stackFrames(failure.cause) }, failure.message);
  else log.warn(fields, failure.message);
}

/** Logs the first success and a recovery; and what is odd about the fact, unless the one before it was odd alike. */
export function logSuccess(log: Log, task: Progress<string>, fact: Fact<unknown>): void {
  const fields = { account: task.account.name, fact: task.fact };
  const news = task.up !== true;
  task.logged.failure = undefined;
  if (task.fact === 'credential-report') {
    const report = fact.value as CredentialReport;
    const { accountId, users } = report;
    log[news ? 'info' : 'debug']({ ...fields, accountId, users: users.length }, 'account refreshed');
    logOddities(log, task, report);
  } else {
    log[news ? 'info' : 'debug'](fields, 'fact refreshed');
    if (task.fact === 'activity') logUnreadRegions(log, task, fact.value as Activity);
  }
  const ahead = isAhead(fact.asOf, fact.gatheredAt);
  if (ahead && !task.logged.ahead) {
    log.warn(
      { ...fields, asOf: isoTime(fact.asOf) },
      'the fact is of a moment in the future: a clock is wrong, or the time of the file',
    );
  }
  task.logged.ahead = ahead;
}

/** Says that the facts of the entry are of another account from now on, where they are. @param before undefined: it had none. */
export function logOtherAccount(log: Log, { name }: Account, accountId: string, before: string | undefined): void {
  if (before === undefined || before === accountId) return;
  log.warn({ account: name, accountId, before }, 'the report is one of another account now');
}

/** Says in which regions not all events could be read, and why, unless it was so the last time, for the same reasons. */
function logUnreadRegions(log: Log, task: Progress<string>, { looks }: Activity): void {
  const regions = Object.fromEntries(
    looks.flatMap(({ region, incomplete }) => (incomplete === undefined ? [] : [[region, incomplete]])),
  );
  const unread = Object.entries(regions)
    .map(([region, incomplete]) => `${region} ${gistOf(incomplete)}`)
    .join();
  if (unread !== '' && unread !== task.logged.unreadRegions) {
    log.warn({ account: task.account.name, fact: task.fact, regions }, 'not all events of these regions could be read');
  }
  task.logged.unreadRegions = unread;
}

/** The reason of a failure, or words without what they count: what else they say may be otherwise each time. */
function gistOf(incomplete: string): string {
  return /^[a-z_]+(?=: )/.exec(incomplete)?.[0] ?? incomplete.replaceAll(/\d+/g, '');
}

function logOddities(log: Log, task: Progress<string>, report: CredentialReport): void {
  const account = task.account.name;
  const rows = report.skippedRows.slice(0, MOST_ROWS_LOGGED);
  const skippedRows = JSON.stringify(rows);
  if (rows.length > 0 && skippedRows !== task.logged.skippedRows) {
    log.warn({ account, skippedRows: report.skippedRowCount, rows }, 'rows of the report were skipped');
  }
  task.logged.skippedRows = skippedRows;
  const unknownColumns = report.unknownColumns.join();
  if (unknownColumns !== '' && unknownColumns !== task.logged.unknownColumns) {
    log.info({ account, unknownColumns: report.unknownColumns }, 'columns of the report were ignored');
  }
  task.logged.unknownColumns = unknownColumns;
  const columns = report.missingColumns.filter((name) => name !== NOT_YET_GIVEN);
  const missingColumns = columns.join();
  if (missingColumns !== '' && missingColumns !== task.logged.missingColumns) {
    log.warn({ account, missingColumns: columns }, 'the report lacks columns: the checks that need them are unknown');
  }
  task.logged.missingColumns = missingColumns;
  const unreadableCells = Object.keys(report.unreadableCells).sort().join();
  if (unreadableCells !== '' && unreadableCells !== task.logged.unreadableCells) {
    log.warn(
      { account, cells: report.unreadableCells },
      'cells of the report could not be read: their values are unknown',
    );
  }
  task.logged.unreadableCells = unreadableCells;
  const rootMissing = !hasRoot(report);
  if (rootMissing && !task.logged.rootMissing) {
    log.warn({ account }, 'the report has no row for root: the checks of root are unknown');
  }
  task.logged.rootMissing = rootMissing;
}
