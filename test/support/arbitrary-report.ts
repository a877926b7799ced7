/** Reports as they may be, for property tests: any users, in any layout that can hold them. */
import fc from 'fast-check';
import {
  type AccessKey,
  type CredentialReport,
  ROOT_USER_NAME,
  type SigningCertificate,
  type Slot,
  type User,
} from '../../src/model/facts/credential-report.ts';
import { COLUMNS_23, type ReportLayout } from './report-writer.ts';

export interface LaidOutReport {
  readonly report: CredentialReport;
  readonly layout: ReportLayout;
}

const YEARS = { min: Date.UTC(2006, 0) / 1000, max: Date.UTC(2060, 0) / 1000 };
const moment = fc.integer(YEARS);
const lastUsed = fc.oneof(moment, fc.constant('never' as const));

const name = fc.oneof(
  { arbitrary: fc.stringMatching(/^[\w+=,.@-]{1,64}$/), weight: 5 },
  fc.constantFrom('__proto__', 'constructor', 'not_supported', 'no_information', 'user', 'true', ','),
);

/** IAM takes every printable ASCII character in a path, so quotes, commas and colons too. */
const pathPart = fc.stringMatching(/^[!-.0-~]{1,20}$/);
const path = fc.array(pathPart, { maxLength: 4 }).map((parts) => ['', ...parts, ''].join('/'));

const accountId = fc.stringMatching(/^\d{12}$/);
const partition = fc.constantFrom('aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b', 'aws-eusc');

const password = fc.record(
  { enabled: fc.boolean(), lastChanged: moment, lastUsed, nextRotation: moment },
  { requiredKeys: [] },
);

/** A slot holds a key if the key is active or has a date. */
function accessKey(slot: Slot, columns: readonly string[]): fc.Arbitrary<AccessKey> {
  const use = {
    lastUsed,
    lastUsedRegion: fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1'),
    lastUsedService: fc.constantFrom('s3', 'ec2', 'sts', 'iam'),
  };
  const tracked = columns.includes('access_key_1_last_used_date') ? use : {};
  return fc
    .record(
      { slot: fc.constant(slot), active: fc.boolean(), lastRotated: moment, ...tracked },
      { requiredKeys: ['slot', 'active'] },
    )
    .filter(
      (key: AccessKey) => key.active === true || key.lastRotated !== undefined || typeof key.lastUsed === 'number',
    );
}

function signingCertificate(slot: Slot): fc.Arbitrary<SigningCertificate> {
  return fc
    .record(
      { slot: fc.constant(slot), active: fc.boolean(), lastRotated: moment },
      { requiredKeys: ['slot', 'active'] },
    )
    .filter(({ active, lastRotated }) => active || lastRotated !== undefined);
}

function inSlots<Credential>(credential: (slot: Slot) => fc.Arbitrary<Credential>): fc.Arbitrary<Credential[]> {
  return fc
    .tuple(fc.option(credential('1')), fc.option(credential('2')))
    .map((credentials) => credentials.filter((one) => one !== null));
}

function user(columns: readonly string[]): fc.Arbitrary<Omit<User, 'arn'>> {
  const root = fc.constant({ name: ROOT_USER_NAME, path: '/' });
  const other = fc.record({ name, path });
  const facts = fc.record(
    {
      created: moment,
      mfaActive: fc.boolean(),
      password,
      accessKeys: inSlots((slot) => accessKey(slot, columns)),
      signingCertificates: inSlots(signingCertificate),
      ...(columns === COLUMNS_23 && {
        additionalCredentials: fc.constantFrom('2 additional access keys, see ListAccessKeys', 'say "hé"', '1'),
      }),
    },
    { requiredKeys: ['created', 'mfaActive', 'password', 'accessKeys', 'signingCertificates'] },
  );
  return fc
    .tuple(fc.oneof({ arbitrary: root, weight: 1 }, { arbitrary: other, weight: 5 }), facts)
    .map(([who, what]) => ({ ...who, ...what }));
}

/** One of the users of such a report, without the trouble of making the others. */
export function userOfReport(known: readonly (readonly string[])[]): fc.Arbitrary<User> {
  return fc
    .record({ who: fc.oneof(...known.map(user)), accountId, partition })
    .map(({ who, accountId, partition }) => withArn(who, `arn:${partition}:iam::${accountId}`));
}

export interface ReportColumns {
  readonly known: readonly (readonly string[])[];
  /** Columns of the future, any of which may stand among the others. */
  readonly unknown: readonly string[];
}

export function laidOutReport(columns: ReportColumns): fc.Arbitrary<LaidOutReport> {
  const usersOf = new Map(columns.known.map((known) => [known, usersIn(known)]));
  return fc
    .record({
      known: fc.constantFrom(...columns.known),
      unknown: fc.subarray([...columns.unknown]),
      accountId,
      partition,
      quotes: fc.constantFrom('all', 'needed', 'not around names'),
    })
    .chain(({ known, unknown, accountId, partition, quotes }) =>
      fc
        .record({
          users: usersOf.get(known) ?? usersIn(known),
          columns: columnOrder([...known, ...unknown], quotes),
          spelling,
        })
        .map(({ users: withoutArn, columns, spelling }) => {
          const users = withoutArn.map((one) => withArn(one, `arn:${partition}:iam::${accountId}`));
          const unknownColumns = columns.filter((column) => !known.includes(column));
          const missingColumns = COLUMNS_23.filter((column) => !known.includes(column));
          const report = { accountId, partition, users, skippedRowCount: 0, skippedRows: [], unknownColumns };
          return {
            report: { ...report, missingColumns, unreadableCells: {} },
            layout: { ...spelling, quotes, columns },
          };
        }),
    );
}

/** Made once for each layout and not for each report, as that takes longer than drawing the users: so they get their ARNs behind it. */
function usersIn(columns: readonly string[]): fc.Arbitrary<Omit<User, 'arn'>[]> {
  return fc.uniqueArray(user(columns), { selector: ({ name }) => name, minLength: 1, maxLength: 5 });
}

function withArn(who: Omit<User, 'arn'>, accountArn: string): User {
  const { name, path } = who;
  return { ...who, arn: `${accountArn}:${name === ROOT_USER_NAME ? 'root' : `user${path}${name}`}` };
}

const spelling: fc.Arbitrary<Omit<ReportLayout, 'columns' | 'quotes'>> = fc.record({
  booleans: fc.constantFrom('true', 'TRUE'),
  offset: fc.constantFrom('Z', '+00:00'),
  noValue: fc.constantFrom('N/A', 'not_supported'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  byteOrderMark: fc.boolean(),
  newlineAtEnd: fc.boolean(),
});

/** Any order, but for names with unquoted commas: they can only be told apart from other cells where they stand first. */
function columnOrder(columns: readonly string[], quotes: ReportLayout['quotes']): fc.Arbitrary<string[]> {
  const fixed = quotes === 'not around names' ? 2 : 0;
  const others = columns.slice(fixed);
  const shuffled = fc.shuffledSubarray(others, { minLength: others.length });
  return fc.oneof(fc.constant(others), shuffled).map((inOrder) => [...columns.slice(0, fixed), ...inOrder]);
}
