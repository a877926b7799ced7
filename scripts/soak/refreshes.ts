/** Counts refreshes as the exporter tells of them: good ones by the moment of the last success, failed ones by their counters. */

const SUCCESS = /^iam_credential_exporter_last_success_timestamp_seconds\{(.*)\} (\S+)$/gm;
const ERRORS = /^iam_credential_exporter_refresh_errors_total\{(.*)\} (\d+)$/gm;

export interface Refreshes {
  good: number;
  /** By reason. */
  readonly failed: Map<string, number>;
}

/** Gets each page. A refresh that ended and was followed by another one before the next page is not counted. */
export function createRefreshCounter(): { readonly refreshes: Refreshes; count(page: string): void } {
  const refreshes: Refreshes = { good: 0, failed: new Map() };
  const successes = new Map<string, string>();
  const errors = new Map<string, number>();
  return {
    refreshes,
    count(page) {
      for (const [, labels = '', moment = ''] of page.matchAll(SUCCESS)) {
        if (successes.get(labels) !== moment) refreshes.good += 1;
        successes.set(labels, moment);
      }
      for (const [, labels = '', value] of page.matchAll(ERRORS)) {
        // An account that was out, or has another name, counts from 0 again.
        const more = Math.max(0, Number(value) - (errors.get(labels) ?? 0));
        errors.set(labels, Number(value));
        if (more === 0) continue;
        const reason = /reason="(\w+)"/.exec(labels)?.[1] ?? '';
        refreshes.failed.set(reason, (refreshes.failed.get(reason) ?? 0) + more);
      }
    },
  };
}
