/** The columns of outcomes.csv, each declared once: the file and docs/evidence.md are made from this list. */
import { shortNumbers } from '../checks/controls.ts';
import { shownStatus } from '../checks/outcomes.ts';
import type { OutcomeRow } from '../evidence/outcome-rows.ts';
import { isoTime } from '../model/time.ts';
import { type Field, NUMBER, TEXT, TIME } from '../fields/field.ts';

/** A row of one account. */
export type OutcomeEntry = OutcomeRow & { readonly accountId: string };

export const OUTCOME_FIELDS: readonly Field<OutcomeEntry>[] = [
  {
    name: 'account_id',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Id of the account.',
    read: ({ accountId }) => accountId,
  },
  {
    name: 'user',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Name of the user, `<root_account>` for root. Empty for the account as a whole.',
    read: ({ user }) => user,
  },
  { name: 'check', type: TEXT, always: true, csv: true, help: 'Id of the check.', read: ({ check }) => check.id },
  {
    name: 'access_key',
    type: TEXT,
    csv: true,
    help: 'The slot of the access key in the report, `1` or `2`, where the outcome is about one.',
    read: ({ key }) => key,
  },
  {
    name: 'by_policy',
    type: TEXT,
    always: true,
    csv: true,
    help: 'The outcome by the policy of the configuration: `pass`, `open`, `exempt`, `unknown`, `not applicable` or `not assessed`.',
    read: ({ policy }) => shownStatus(policy),
  },
  {
    name: 'by_control',
    type: TEXT,
    csv: true,
    help: "The outcome by the control's own text and limit, without grace, override or exemption: `pass`, `open`, `unknown`, `not applicable` or `not assessed`. Empty: no control asks for what the check looks for.",
    read: ({ control }) => control && shownStatus(control.outcome),
  },
  {
    name: 'control',
    type: TEXT,
    csv: true,
    help: 'The control, by its number in the newest version of the benchmark that has it.',
    read: ({ control }) => (control === undefined ? undefined : shortNumbers(control.control).join(', ')),
  },
  {
    name: 'coverage',
    type: TEXT,
    csv: true,
    help: '`covered`, `partly covered` or `not assessed`: controls.csv has the difference.',
    read: ({ control }) => {
      if (control === undefined) return undefined;
      return shownStatus(control.outcome) === 'not assessed' ? 'not assessed' : control.control.coverage;
    },
  },
  {
    name: 'days',
    type: NUMBER,
    csv: true,
    help: 'Checks by age: how old or idle it is, in whole days. Empty for a pass that is not by age, such as that of a user with MFA.',
    read: ({ policy, control }) => (policy.age ?? control?.outcome.age)?.days,
  },
  {
    name: 'limit_days',
    type: NUMBER,
    csv: true,
    help: 'The limit of the policy for this user.',
    read: ({ policy }) => policy.age?.limit,
  },
  {
    name: 'control_limit_days',
    type: NUMBER,
    csv: true,
    help: 'The limit of the control. Empty: it has none.',
    read: ({ control }) => control?.limit,
  },
  {
    name: 'event_time',
    type: TIME,
    csv: true,
    help: 'Checks of events: when the event was.',
    read: ({ policy: { since } }) => (since === undefined ? undefined : isoTime(since)),
  },
  {
    name: 'exemption',
    type: TEXT,
    csv: true,
    help: 'The exemption that covers the finding.',
    read: ({ policy }) => policy.exemption,
  },
  {
    name: 'why',
    type: TEXT,
    csv: true,
    help: 'Why the outcome by the policy is `unknown`, `not applicable` or `not assessed`; see below.',
    read: ({ policy }) => policy.why,
  },
  {
    name: 'control_why',
    type: TEXT,
    csv: true,
    help: 'The same of the outcome by the control.',
    read: ({ control }) => control?.outcome.why,
  },
];
