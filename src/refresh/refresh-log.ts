import type { CredentialReport } from '../model/credential-report.ts';
import type { Log } from '../model/log.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import type { AccountEntry } from './account-entry.ts';

/** A report whose every row is odd must not fill the log. */
const MOST_ROWS_LOGGED = 20;

/** Logs a failure when the account begins to fail, or fails otherwise than before: for another reason, or in other words. */
export function logFailure(log: Log, entry: AccountEntry, failure: RefreshFailure): void {
  const before = entry.logged.failure;
  entry.logged.failure = failure;
  const fields = { account: entry.account.name, reason: failure.reason };
  if (before?.reason === failure.reason && before.message === failure.message) {
    log.debug(fields, failure.message);
    return;
  }
  // The stack alone: an error's other fields could hold what must not be logged.
  const { cause } = failure;
  if (failure.reason === 'internal')
    log.error({ ...fields, stack: cause instanceof Error && cause.stack }, failure.message);
  else log.warn(fields, failure.message);
}

/** Logs the first success and a recovery; and what is odd about the report, unless the report before it was odd alike. */
export function logSuccess(log: Log, entry: AccountEntry, report: CredentialReport): void {
  const account = entry.account.name;
  const fields = { account, accountId: report.accountId, users: report.users.length };
  const news = entry.lookedAt === 0 || entry.logged.failure !== undefined;
  log[news ? 'info' : 'debug'](fields, 'account refreshed');
  entry.logged.failure = undefined;
  const rows = report.skippedRows.slice(0, MOST_ROWS_LOGGED);
  const skippedRows = JSON.stringify(rows);
  if (rows.length > 0 && skippedRows !== entry.logged.skippedRows) {
    log.warn({ account, skippedRows: report.skippedRows.length, rows }, 'rows of the report were skipped');
  }
  entry.logged.skippedRows = skippedRows;
  const unknownColumns = report.unknownColumns.join();
  if (unknownColumns !== '' && unknownColumns !== entry.logged.unknownColumns) {
    log.info({ account, unknownColumns: report.unknownColumns }, 'columns of the report were ignored');
  }
  entry.logged.unknownColumns = unknownColumns;
}
