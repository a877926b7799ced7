import type { Finding } from '../../model/finding.ts';
import type { Family, Level } from '../family.ts';
import type { World } from '../world.ts';

/** One open finding: its labels say what it is. */
const findingFamilies: readonly Family<Finding>[] = [
  {
    name: 'aws_iam_finding',
    type: 'gauge',
    help: 'Always 1: an open finding of a check. It ends when a report shows that it is fixed, or when an exemption covers it.',
    labels: [],
    absent: 'without a finding; if perUser is false, for every user except root',
    example: 'max by (account_name, user, key, check) (aws_iam_finding{severity=~"critical|warning"})',
    read: () => 1,
  },
  {
    name: 'aws_iam_finding_age_days',
    type: 'gauge',
    help: 'Checks by age: the whole days that the check compares with its limit, such as the age of a key now, or how long a key was idle when AWS generated the report.',
    labels: [],
    absent: 'for checks without a limit in days',
    example: 'topk(10, max by (account_name, user, key) (aws_iam_finding_age_days{check="access-key-not-rotated"}))',
    read: ({ age }) => age?.days,
  },
  {
    name: 'aws_iam_finding_limit_days',
    type: 'gauge',
    help: 'Checks by age: the limit for this finding, in days, with overrides applied.',
    labels: [],
    absent: 'for checks without a limit in days',
    example: 'aws_iam_finding_age_days - aws_iam_finding_limit_days > 30',
    read: ({ age }) => age?.limit,
  },
  {
    name: 'aws_iam_finding_event_timestamp_seconds',
    type: 'gauge',
    help: 'Checks of events: when the event was, in Unix seconds. The finding ends when withinHours of the check have passed since.',
    labels: [],
    absent: 'for checks that find no event',
    example: 'time() - aws_iam_finding_event_timestamp_seconds < 3600',
    read: ({ since }) => since,
  },
];

export const findingLevel: Level<World, Finding> = {
  name: 'finding',
  introduction:
    'One series per open finding, for as long as it is open. `key` is empty where a finding concerns no access key, and `user` where it concerns the account as a whole: Prometheus reads an empty label as no such label. [Checks](checks.md) says what each check is.',
  labels: [
    { name: 'account_id', of: ({ accountId }) => accountId },
    { name: 'account_name', of: ({ accountName }) => accountName },
    { name: 'owner', of: ({ owner }) => owner },
    { name: 'user', of: ({ subject }) => subject.user },
    { name: 'key', of: ({ subject }) => subject.key ?? '' },
    { name: 'check', of: ({ check }) => check },
    { name: 'severity', of: ({ severity }) => severity },
  ],
  families: findingFamilies,
  *select({ assessment, perUser }) {
    for (const { findings } of assessment.accounts) {
      for (const finding of findings) if (perUser || finding.subject.kind !== 'user') yield finding;
    }
  },
};
