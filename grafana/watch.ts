/** The watch, which is the fact `activity`: of which chosen accounts it is on, and how far it has looked. By `account_id`. */
import { checks } from '../src/checks/catalogue.ts';
import { type Check, factsOf } from '../src/checks/check.ts';
import type { FactName } from '../src/model/facts/catalogue.ts';
import { NAMED_ACCOUNT } from '../alerts/series.ts';
import type { Words } from './in-words.ts';
import { CHOSEN_ACCOUNTS, CHOSEN_IDS, CHOSEN_NAMES, collapse, collapseInfo, earliest, READ } from './promql.ts';
import { away, lastScraped, lastSeen, now, there, type When } from './when.ts';

const FACT: FactName = 'activity';

export function readsEvents(check: Check): boolean {
  return factsOf(check).includes(FACT);
}

/** Of the checks that read events. */
export const OF_THE_WATCH = `check=~"${checks
  .filter(readsEvents)
  .map(({ id }) => id)
  .join('|')}"`;

/**
 * What the exporter says of an account by its name, as `now` says it: by the id of each chosen account, and `labels`. Of several exporters
 * that read an account, `worst` says which counts.
 */
function ofChosenNames(selector: string, labels: readonly string[], worst: typeof collapse): string {
  const found = (when: When, look: (selector: string) => string) => {
    const ids = collapseInfo(NAMED_ACCOUNT, 'account_id', when('aws_iam_account_info', CHOSEN_ACCOUNTS));
    const said = worst([NAMED_ACCOUNT, ...labels].join(', '), look(selector));
    return `${said} * on (${NAMED_ACCOUNT}) group_left (account_id) ${ids}`;
  };
  return worst(['account_id', ...labels].join(', '), `${found(there, lastScraped)} or ${found(away, lastSeen)}`);
}

const INTERVAL = `iam_credential_exporter_fact_refresh_interval_seconds{fact="${FACT}",${CHOSEN_NAMES}}`;
/** 1 for each account that has it on, read or not. */
export const WATCHED = `(${ofChosenNames(INTERVAL, [], collapse)} ^ 0)`;

export const REGION = 'account_id, region';
const ofRegions = (name: string) =>
  ofChosenNames(`iam_credential_exporter_activity_${name}{${CHOSEN_NAMES}}`, ['region'], earliest);
/** 1 for each region that was last read to the end, 0 for one that was not. */
export const COMPLETE = ofRegions('complete');
/** Up to when each region was read, of those that were read to the end once. */
export const READ_UNTIL = ofRegions('watermark_timestamp_seconds');

/** When such events last were in the time range, by these labels and in Unix seconds. */
export function lastEvents(labels: string, kinds?: string): string {
  const matchers = kinds === undefined ? CHOSEN_IDS : `${CHOSEN_IDS},event=~"${kinds}"`;
  const last = collapse(labels, now('aws_iam_event_last_seen_timestamp_seconds', matchers));
  return `(${last} > time() - $__range_s)`;
}

/** Why there is no such event. */
export function noEvent(text: string): Words[] {
  return [
    { text: `${text} in the time range, as far as the watch has looked`, where: `group(${READ_UNTIL})` },
    { text: 'nothing seen yet: the first look of the watch has not ended', where: `group(${WATCHED})` },
    { text: WATCH_IS_OFF, where: READ },
  ];
}

export const WATCH_IS_OFF = 'the watch is off: the configuration turns the fact activity on';
