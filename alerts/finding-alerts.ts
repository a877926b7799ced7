/** One alert for each check of severity warning or critical, and a second one that names no user. */
import { checks } from '../src/checks/catalogue.ts';
import type { Check } from '../src/checks/check.ts';
import { findingTexts } from './finding-texts.ts';
import { HELD_AGE, HELD_COUNT, HELD_FINDING } from './held.ts';
import { type AlertingRule, alertName, runbookUrl } from './rule.ts';
import { ACCOUNT, OWNER } from './template.ts';

/**
 * Longer than a rollout, during which two policies stand side by side, and than a restart. The report is up to four hours old
 * anyway.
 */
const FINDING_FOR = '15m';

/** Those whose findings somebody is told of; info is for boards. One without a text has no alert, and a test names it. */
const alerted = checks.flatMap((check) => {
  const text = findingTexts[check.id];
  return check.severity === 'info' || text === undefined ? [] : [{ check, text }];
});

export const alertedChecks: readonly Check[] = alerted.map(({ check }) => check);

export const findingAlerts: readonly AlertingRule[] = alerted.map(({ check, text }) => {
  const { summary, what, next } = text;
  return {
    alert: alertName(check.id),
    // A policy that lowers the check to info takes it off here.
    expr: `${hasLimit(check) ? HELD_AGE : HELD_FINDING}{check="${check.id}",severity!="info"}`,
    for: FINDING_FOR,
    annotations: {
      summary,
      description: `${what} ${next}${OWNER}`,
      runbook_url: runbookUrl(alertName(check.id)),
    },
  };
});

/** Under the same names, so that routes and silences hold for both. */
export const countAlerts: readonly AlertingRule[] = alerted.map(({ check, text }) => ({
  alert: alertName(check.id),
  expr: `${HELD_COUNT}{check="${check.id}",severity!="info"}\nunless on (namespace, job, account_id, check) ${HELD_FINDING}`,
  for: FINDING_FOR,
  labels: { scope: 'account' },
  annotations: {
    summary: text.summary,
    description:
      `The ${ACCOUNT} has {{ $value }} finding{{ if ne $value 1.0 }}s{{ end }} of the check ${check.id}. ` +
      `The metrics name no users: \`iam-credential-exporter check\` with the same configuration lists them.${OWNER}`,
    runbook_url: runbookUrl(alertName(check.id)),
  },
}));

function hasLimit({ limit }: Check): boolean {
  return limit !== undefined;
}
