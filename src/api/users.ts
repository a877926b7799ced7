import { FLAG, NUMBER, TEXT, TIME } from '../fields/field.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { kindOf, knownPasswordUse, USER_KINDS } from '../model/facts/credential-report.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { isoTime } from '../model/time.ts';
import { type ListedUser, readUserListQuery, USER_LIST_PARAMETERS, userListView } from '../views/user-list.ts';
import { openBySeverity, UNKNOWN_OF_ALL } from './counts.ts';
import { CREDENTIAL_FIELDS, type ShownCredentials, shownCredentials, timeOf, useOf } from './credentials.ts';
import { type ApiField, defineResource } from './resource.ts';

type UserEntry = ListedUser & ShownCredentials;

const FINDING = 'aws_iam_finding';

const USER_FIELDS: readonly ApiField<UserEntry>[] = [
  {
    name: 'account_id',
    type: TEXT,
    always: true,
    help: 'Id of the account.',
    read: ({ account }) => reportOf(account.facts).accountId,
  },
  {
    name: 'account_name',
    type: TEXT,
    always: true,
    help: 'Name of the account.',
    read: ({ account }) => account.facts.account.name,
  },
  {
    name: 'owner',
    type: TEXT,
    always: true,
    help: 'Owner of the account. Empty where there is none.',
    read: ({ account }) => account.facts.account.owner,
  },
  {
    name: 'user',
    type: TEXT,
    always: true,
    help: 'Name of the user, `<root_account>` for root.',
    read: ({ user }) => user.name,
  },
  { name: 'arn', type: TEXT, help: 'ARN of the user.', family: 'aws_iam_user_info', read: ({ user }) => user.arn },
  {
    name: 'kind',
    type: { type: 'string', enum: USER_KINDS },
    help: 'A `human` has a password, a `machine` has only access keys, active or not, and `none` has neither.',
    family: 'aws_iam_user_info',
    read: ({ user }) => kindOf(user),
  },
  {
    name: 'created',
    type: TIME,
    help: 'When the user was created.',
    family: 'aws_iam_user_created_timestamp_seconds',
    read: ({ user }) => isoTime(user.created),
  },
  {
    name: 'mfa_active',
    type: FLAG,
    help: 'Whether the user has an MFA device.',
    family: 'aws_iam_user_mfa_active',
    read: ({ user }) => user.mfaActive,
  },
  {
    name: 'password_enabled',
    type: FLAG,
    help: 'Whether the user has a console password.',
    family: 'aws_iam_user_password_enabled',
    read: ({ user }) => user.password.enabled,
  },
  {
    name: 'password_last_changed',
    type: TIME,
    help: 'When the password was last changed.',
    family: 'aws_iam_user_password_last_changed_timestamp_seconds',
    read: ({ user }) => timeOf(user.password.lastChanged),
  },
  {
    name: 'password_last_used',
    type: TEXT,
    help: 'When the password was last used, or `never`. Absent: not known.',
    family: 'aws_iam_user_password_last_used_timestamp_seconds',
    read: ({ user }) => useOf(knownPasswordUse(user.password)),
  },
  {
    name: 'password_next_rotation',
    type: TIME,
    help: 'When the password policy asks for a new password.',
    family: 'aws_iam_user_password_next_rotation_timestamp_seconds',
    read: ({ user }) => timeOf(user.password.nextRotation),
  },
  ...CREDENTIAL_FIELDS,
  {
    name: 'open',
    type: NUMBER,
    help: 'Findings that are open.',
    family: FINDING,
    read: ({ open }) => open.length,
  },
  openBySeverity(FINDING, ({ open }) => bySeverity(open)),
  {
    name: 'exempt',
    type: NUMBER,
    help: 'Findings that an exemption covers.',
    family: FINDING,
    read: ({ exempt }) => exempt.length,
  },
  {
    name: 'unknown',
    type: NUMBER,
    help: UNKNOWN_OF_ALL,
    family: FINDING,
    read: ({ unknown }) => unknown,
  },
  {
    name: 'generated_time',
    type: TIME,
    always: true,
    help: 'When AWS generated the report; for a report file, the time that the configuration or the file has.',
    read: ({ account }) => isoTime(account.facts.facts['credential-report'].asOf),
  },
];

export const users = defineResource({
  name: 'users',
  summary: 'Users of all accounts, with their credentials and the counts of their findings',
  description: 'In the order of the accounts. Where the exporter names no users, there is root only.',
  parameters: USER_LIST_PARAMETERS,
  fields: USER_FIELDS,
  read: readUserListQuery,
  view: userListView,
  entries(rows, held) {
    const credentialsOf = shownCredentials(held);
    return rows.map((row) => ({ ...row, ...credentialsOf(row.user) }));
  },
});

function bySeverity(findings: ListedUser['open']): Readonly<Record<Severity, number>> {
  const count = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length;
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, count(severity)])) as Record<Severity, number>;
}
