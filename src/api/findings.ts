import { findingTime } from '../checks/finding-time.ts';
import { FINDING_FIELDS, type JudgedFinding } from '../fields/finding-fields.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { groupedBy } from '../model/grouped.ts';
import type { AnyFinding } from '../views/finding-lists.ts';
import { FINDING_PARAMETERS, findingsView, readFindingsQuery } from '../views/findings.ts';
import type { Held } from '../views/held.ts';
import { findUsers } from '../views/user-places.ts';
import { defineResource } from './resource.ts';

const FAMILIES: Readonly<Record<string, string>> = {
  arn: 'aws_iam_user_info',
  days: 'aws_iam_finding_age_days',
  limit_days: 'aws_iam_finding_limit_days',
  event_time: 'aws_iam_finding_event_timestamp_seconds',
};

export const findings = defineResource({
  name: 'findings',
  summary: 'Findings, one an entry',
  description: 'The worst come first. Those that are open, unless `status` says otherwise.',
  parameters: FINDING_PARAMETERS,
  fields: FINDING_FIELDS.map((field) => ({ ...field, family: FAMILIES[field.name] })),
  read: readFindingsQuery,
  view: findingsView,
  entries: judgedFindings,
});

function judgedFindings(rows: readonly AnyFinding[], { world }: Held): JudgedFinding[] {
  const facts = new Map(world.assessment.accounts.map((account) => [account.facts.account.name, account.facts]));
  const users = new Map(
    Array.from(groupedBy(rows, nameOf), ([name, ofAccount]) => {
      const of = facts.get(name);
      const wanted = new Set(ofAccount.map(({ subject }) => subject.user));
      return [name, of && findUsers(reportOf(of).users, wanted)];
    }),
  );
  return rows.flatMap((finding) => {
    const of = facts.get(finding.accountName);
    if (of === undefined) return [];
    const arn = users.get(finding.accountName)?.get(finding.subject.user)?.arn;
    return [{ finding, arn, generatedTime: findingTime(finding, of) }];
  });
}

function nameOf({ accountName }: AnyFinding): string {
  return accountName;
}
