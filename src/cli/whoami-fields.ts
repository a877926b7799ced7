/** The values that `whoami` knows of an account, each declared once: the table, the JSON and docs/whoami.md are made from this list. */
import type { AskedAccount } from '../model/caller-identity.ts';
import { FAILURE_REASONS } from '../model/refresh-failure.ts';
import type { ColumnField } from './column-field.ts';

const TEXT = { type: 'string' };

export const WHOAMI_FIELDS: readonly ColumnField<AskedAccount>[] = [
  {
    name: 'account_name',
    head: 'ACCOUNT',
    type: TEXT,
    always: true,
    help: 'Its name in the configuration.',
    read: ({ account }) => account.name,
  },
  {
    name: 'account_id',
    head: 'ACCOUNT ID',
    type: TEXT,
    help: 'As AWS tells it. Absent with a failure.',
    read: ({ identity }) => identity?.accountId,
  },
  {
    name: 'arn',
    head: 'ARN',
    type: TEXT,
    help: 'Who reads the account, as AWS tells it. Absent with a failure.',
    read: ({ identity }) => identity?.arn,
    cell: ({ account, identity, failure }) =>
      failure === undefined
        ? (identity?.arn ?? (account.source === 'file' ? NO_IDENTITY : undefined))
        : `failed: ${failure.reason}`,
  },
  {
    name: 'source',
    type: { type: 'string', enum: ['aws', 'file'] },
    always: true,
    help: 'Where the report is from. A report file needs no identity, and has no more values.',
    read: ({ account }) => account.source,
  },
  {
    name: 'credentials',
    head: 'CREDENTIALS',
    type: TEXT,
    help: 'The source that gave the credentials with which AWS is asked, or with which the role is assumed.',
    read: ({ way }) => way?.origin?.source,
    cell: ({ way }) => {
      const { source, profile } = way?.origin ?? {};
      return profile === undefined ? source : `${source ?? ''}, profile ${profile}`;
    },
  },
  {
    name: 'profile',
    type: TEXT,
    help: 'The profile that leads to this source.',
    read: ({ way }) => way?.origin?.profile,
  },
  {
    name: 'role_arn',
    head: 'ROLE',
    rare: true,
    type: TEXT,
    help: 'The role that the exporter assumes: its ARN, or the name that the configuration has.',
    read: ({ account }) => (account.source === 'aws' ? (account.roleArn ?? account.roleName) : undefined),
  },
  {
    name: 'region',
    head: 'REGION',
    type: TEXT,
    help: 'The region that requests are signed for.',
    read: ({ way }) => way?.region,
  },
  {
    name: 'endpoint',
    head: 'ENDPOINT',
    rare: true,
    type: TEXT,
    help: 'The endpoint of STS, where the environment or the profile has one.',
    read: ({ way }) => way?.endpoint,
  },
  {
    name: 'proxy',
    head: 'PROXY',
    rare: true,
    type: TEXT,
    help: 'The proxy in between, without its login.',
    read: ({ way }) => way?.proxy,
  },
  {
    name: 'certificates',
    head: 'CERTIFICATES',
    rare: true,
    type: TEXT,
    help: 'The variable and the file of other or further certificates.',
    read: ({ way }) => way?.certificates,
  },
  {
    name: 'failure_reason',
    type: { type: 'string', enum: FAILURE_REASONS },
    help: 'As the label `reason`.',
    read: ({ failure }) => failure?.reason,
  },
  {
    name: 'failure',
    type: TEXT,
    help: 'The failure in words, as in the log.',
    read: ({ failure }) => failure?.message,
  },
];

const NO_IDENTITY = 'report file, no identity';
