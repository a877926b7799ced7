/** One alert for each check of severity warning or critical, and a second one that names no user. */
import { checks } from '../src/checks/catalogue.ts';
import type { Check } from '../src/checks/check.ts';
import { A_MOMENT_AGO } from './account-states.ts';
import { findingTexts } from './finding-texts.ts';
import { ENDED, FINDING_LABELS, FINDING_STATE, UNNAMED } from './held.ts';
import { HELD_LIMIT, JUST_NOW, KEY, KEY_ROTATED } from './held-values.ts';
import { type AlertingRule, alertName, runbookUrl } from './rule.ts';
import { ACCOUNT, OWNER, without } from './template.ts';

/**
 * Longer than a rollout, during which two policies stand side by side, and than a restart. The report is up to four hours old
 * anyway.
 *
 * The expressions wait, and not `for`: after a restart Prometheus evaluates an alert with `for` three times before it fires again, and
 * by then Alertmanager has resolved it.
 */
const FINDING_WAIT = '15m';

interface Carried {
  readonly series: string;
  /** By which it belongs to a finding. */
  readonly labels: string;
}

/** Labels that carry the value of a series into a text, by their names. */
const CARRIED: Readonly<Record<string, (check: string) => Carried>> = {
  limit: (check) => ({ series: `${HELD_LIMIT}{check="${check}"}`, labels: FINDING_LABELS }),
  rotated: () => ({ series: KEY_ROTATED, labels: KEY }),
};

/** Those whose findings somebody is told of; info is for boards. One without a text has no alert, and a test names it. */
const alerted = checks.flatMap((check) => {
  const text = findingTexts[check.id];
  return check.severity === 'info' || text === undefined ? [] : [{ check, text }];
});

export const alertedChecks: readonly Check[] = alerted.map(({ check }) => check);

export const findingAlerts: readonly AlertingRule[] = alerted.map(({ check, text }) => {
  const { summary, what, next } = text;
  const description = `${what} ${next}${OWNER}`;
  const { id, limit } = check;
  // A policy that lowers the check to info takes it off here.
  const state = `${FINDING_STATE}{check="${id}",severity!="info"}`;
  const open = limit === undefined ? `(${lately(state)} > ${ENDED}) ^ 0` : `${lately(state)} >= 0`;
  const waited = `${open}\nand ${beforeTheWait(state)} > ${ENDED}`;
  const carried = Object.entries(CARRIED).filter(([label]) => description.includes(`$labels.${label} `));
  return {
    alert: alertName(id),
    expr: [
      carried.length > 0 ? inBrackets(waited) : waited,
      ...carried.map(([label, join]) => joined(label, join(id), state)),
    ].join('\n'),
    wait: FINDING_WAIT,
    ...(carried.length > 0 && { labels: without(carried.map(([label]) => label)) }),
    annotations: { summary, description, runbook_url: runbookUrl(alertName(id)) },
  };
});

/** Under the same names, so that routes and silences hold for both. */
export const countAlerts: readonly AlertingRule[] = alerted.map(({ check, text }) => {
  const unnamed = `${UNNAMED}{check="${check.id}",severity!="info"}`;
  return {
    alert: alertName(check.id),
    expr: `${lately(unnamed)} > 0\nand ${beforeTheWait(unnamed)} > 0`,
    wait: FINDING_WAIT,
    labels: { scope: 'account' },
    annotations: {
      summary: text.summary,
      description:
        `The ${ACCOUNT} has {{ $value }} finding{{ if ne $value 1.0 }}s{{ end }} of the check ${check.id}. ` +
        `The metrics name no users: \`iam-credential-exporter check\` with the same configuration lists them.${OWNER}`,
      runbook_url: runbookUrl(alertName(check.id)),
    },
  };
});

/** Also at the first evaluation after a restart of Prometheus, which may come before the series is recorded again. */
function lately(series: string): string {
  return `last_over_time(${series}[${JUST_NOW}])`;
}

function beforeTheWait(series: string): string {
  return `last_over_time(${series}[${A_MOMENT_AGO}] offset ${FINDING_WAIT})`;
}

/** The value of a series as a label, which is empty where there is no such series. */
function joined(label: string, { series, labels }: Carried, state: string): string {
  return [
    `* on (${labels}) group_left (${label}) (`,
    `  count_values by (${labels}) ("${label}", ${lately(series)})`,
    `  or on (${labels}) group by (${labels}) (${lately(state)})`,
    ')',
  ].join('\n');
}

function inBrackets(lines: string): string {
  return `(\n${lines.replace(/^/gm, '  ')}\n)`;
}
