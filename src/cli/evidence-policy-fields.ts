/** The policy and its exemptions as manifest.json has them. */
import type { CheckPolicy, Exemption, Match, Override, Policy } from '../checks/policy.ts';
import { SEVERITIES } from '../model/finding.ts';
import type { Pattern } from '../model/pattern.ts';
import { isoTime } from '../model/time.ts';
import { type Field, NUMBER, objectType, TEXT, TIME, toObject } from '../fields/field.ts';

const TEXTS = { type: 'array', items: TEXT };

const MATCH_FIELDS: readonly Field<Match>[] = [
  {
    name: 'accounts',
    type: TEXTS,
    help: 'Patterns for names or ids of accounts.',
    read: ({ accounts }) => accounts && sources(accounts),
  },
  { name: 'users', type: TEXTS, help: 'Patterns for names of users.', read: ({ users }) => users && sources(users) },
  { name: 'kind', type: TEXT, help: 'Which kind of users.', read: ({ kind }) => kind },
];

const CHECK_FIELDS: readonly Field<Partial<CheckPolicy>>[] = [
  { name: 'enabled', type: { type: 'boolean' }, help: 'Whether it is judged.', read: ({ enabled }) => enabled },
  {
    name: 'severity',
    type: { type: 'string', enum: SEVERITIES },
    help: 'How bad a finding is.',
    read: ({ severity }) => severity,
  },
  {
    name: 'values',
    type: { type: 'object', additionalProperties: NUMBER },
    help: 'Its limit and parameters.',
    read: ({ values }) => values,
  },
  {
    name: 'patterns',
    type: { type: 'object', additionalProperties: TEXTS },
    help: 'Its lists of patterns.',
    read: ({ patterns = {} }) =>
      Object.fromEntries(Object.entries(patterns).map(([name, list]) => [name, sources(list ?? [])])),
  },
];

const CHECKS = { type: 'object', additionalProperties: objectType(CHECK_FIELDS) };

const OVERRIDE_FIELDS: readonly Field<Override>[] = [
  {
    name: 'match',
    type: objectType(MATCH_FIELDS),
    always: true,
    help: 'Whom it is for.',
    read: ({ match }) => toObject(MATCH_FIELDS, match),
  },
  {
    name: 'checks',
    type: CHECKS,
    always: true,
    help: 'What the override changes, by the id of the check.',
    read: ({ checks }) => checksObject(checks),
  },
];

export const POLICY_FIELDS: readonly Field<Pick<Policy, 'checks' | 'overrides'>>[] = [
  {
    name: 'checks',
    type: CHECKS,
    always: true,
    help: 'Settings of each check, by its id.',
    read: ({ checks }) => checksObject(checks),
  },
  {
    name: 'overrides',
    type: { type: 'array', items: objectType(OVERRIDE_FIELDS) },
    always: true,
    help: 'For each user and check the first one that matches both counts.',
    read: ({ overrides }) => overrides.map((override) => toObject(OVERRIDE_FIELDS, override)),
  },
];

export const EXEMPTION_FIELDS: readonly Field<Exemption>[] = [
  { name: 'name', type: TEXT, always: true, help: 'Its name.', read: ({ name }) => name },
  ...MATCH_FIELDS.filter(({ name }) => name !== 'kind').map(({ read, ...field }): Field<Exemption> => ({
    ...field,
    read: ({ match }) => read(match),
  })),
  {
    name: 'checks',
    type: TEXTS,
    help: 'Patterns for ids of checks. Absent: every check.',
    read: ({ checks }) => checks && sources(checks),
  },
  { name: 'reason', type: TEXT, always: true, help: 'Why the findings are accepted.', read: ({ reason }) => reason },
  { name: 'approved_by', type: TEXT, help: '`approvedBy` of the configuration.', read: ({ approvedBy }) => approvedBy },
  {
    name: 'expires',
    type: TIME,
    always: true,
    help: 'The first moment at which it no longer holds.',
    read: ({ expiry }) => isoTime(expiry),
  },
];

function sources(patterns: readonly Pattern[]): string[] {
  return patterns.map(({ source }) => source);
}

function checksObject(checks: Readonly<Record<string, Partial<CheckPolicy>>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(checks).map(([id, check]) => [id, toObject(CHECK_FIELDS, check)]));
}
