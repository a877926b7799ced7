/** What the hand-made reports in test/fixtures/reports say; those that are refused as a whole are in refused-fixtures.ts. */
import type { CredentialReport, User } from '../../../src/model/facts/credential-report.ts';
import { accessKey, ACCOUNT_ID, at, root, user } from '../../support/model-values.ts';
import { ALICE, ARCHIVE, BOB, DEPLOY, LEAVER, NOBODY, ROOT, withArn } from './known-users.ts';

function report(users: readonly User[], values: Partial<CredentialReport> = {}): CredentialReport {
  return {
    accountId: ACCOUNT_ID,
    partition: 'aws',
    users,
    skippedRowCount: 0,
    skippedRows: [],
    unknownColumns: [],
    missingColumns: ['additional_credentials_info'],
    unreadableCells: {},
    ...values,
  };
}

function skipped(line: number, problem: string): Partial<CredentialReport> {
  return { skippedRowCount: 1, skippedRows: [{ line, problem }] };
}

function underPath(name: string, path: string): User {
  return withArn(user({ name }), `arn:aws:iam::${ACCOUNT_ID}:user${path}${name}`, path);
}

const COMMAS = report([
  ROOT,
  { ...underPath('a,b,c', '/team/x,y/'), mfaActive: true },
  ALICE,
  { ...underPath('Silva,Ana', '/'), accessKeys: DEPLOY.accessKeys },
]);

const LEVELS = Array.from({ length: 56 }, (_, index) => `level-${String(index + 1).padStart(2, '0')}`);

const MOTO_NOW = at('2026-11-22T17:44:34Z');
const MOTO = report(
  [
    user({ name: 'zoe', password: { enabled: true, lastUsed: 'never', lastChanged: MOTO_NOW } }),
    user({
      name: 'adam',
      path: '/team/a/',
      password: { enabled: false, lastChanged: MOTO_NOW },
      accessKeys: [accessKey({ lastRotated: MOTO_NOW, lastUsed: 'never' })],
    }),
    user({
      name: 'two-keys',
      password: { enabled: false, lastChanged: MOTO_NOW },
      accessKeys: [
        accessKey({ active: false, lastRotated: MOTO_NOW, lastUsed: 'never' }),
        accessKey({ slot: '2', lastRotated: MOTO_NOW, lastUsed: 'never' }),
      ],
    }),
  ].map((one) => ({ ...one, arn: `arn:aws:iam::123456789012:user${one.path}${one.name}`, created: MOTO_NOW })),
  { accountId: '123456789012' },
);

export const READ_FIXTURES: Record<string, CredentialReport> = {
  'real-2016-22-columns.csv': report(
    [
      root({
        arn: 'arn:aws:iam::644160558196:root',
        created: at('2016-05-16T18:13:11Z'),
        mfaActive: true,
        password: { lastUsed: at('2016-10-06T15:47:11Z') },
      }),
      user({
        name: 'rob',
        arn: 'arn:aws:iam::644160558196:user/rob',
        created: at('2016-10-06T16:11:27Z'),
        mfaActive: true,
        password: {
          enabled: true,
          lastUsed: at('2016-11-23T19:31:50Z'),
          lastChanged: at('2016-10-06T17:15:08Z'),
          nextRotation: at('2017-01-04T17:15:08Z'),
        },
        accessKeys: [
          accessKey({
            lastRotated: at('2016-10-07T14:22:27Z'),
            lastUsed: at('2016-11-23T21:36:00Z'),
            lastUsedService: 's3',
          }),
        ],
      }),
    ],
    { accountId: '644160558196' },
  ),
  'real-2026-22-columns.csv': report(
    [
      user({
        name: 'fixture-c-reset-required',
        arn: 'arn:aws:iam::123456789012:user/credential-report/fixture-c-reset-required',
        path: '/credential-report/',
        created: at('2026-09-11T13:14:46Z'),
        password: { enabled: true, lastUsed: 'never', lastChanged: at('2026-09-11T13:14:47Z') },
      }),
    ],
    { accountId: '123456789012' },
  ),
  'every-kind-of-cell.csv': report([ROOT, ALICE, ARCHIVE, BOB, DEPLOY, LEAVER, NOBODY]),
  '16-columns-2015.csv': report(
    [
      root({ created: at('2013-04-02T10:00:00Z'), password: { lastUsed: at('2015-01-20T11:12:13Z') } }),
      user({
        created: at('2014-09-01T22:28:48Z'),
        password: { enabled: true, lastUsed: at('2015-03-12T23:36:49Z'), lastChanged: at('2014-09-03T18:59:00Z') },
        accessKeys: [accessKey({ lastRotated: at('2014-09-01T22:28:49Z') })],
      }),
    ],
    {
      missingColumns: [
        ...['access_key_1_last_used_date', 'access_key_1_last_used_region', 'access_key_1_last_used_service'],
        ...['access_key_2_last_used_date', 'access_key_2_last_used_region', 'access_key_2_last_used_service'],
        'additional_credentials_info',
      ],
    },
  ),
  '23-columns.csv': report(
    [ROOT, BOB, { ...DEPLOY, additionalCredentials: 'additional access keys: 1, list them with ListAccessKeys' }],
    { missingColumns: [] },
  ),
  'missing-optional-columns.csv': report([ROOT, ALICE, DEPLOY], {
    missingColumns: [
      'cert_1_active',
      'cert_1_last_rotated',
      'cert_2_active',
      'cert_2_last_rotated',
      'additional_credentials_info',
    ],
  }),
  'unknown-column.csv': report([ROOT, ALICE, DEPLOY], { unknownColumns: ['passkey_last_used'] }),
  'shuffled-columns.csv': report([ROOT, ALICE, ARCHIVE, DEPLOY]),
  'upper-case-booleans.csv': report([ROOT, ALICE, DEPLOY]),
  'bom-crlf-trailing-newline.csv': report([ROOT, ALICE, DEPLOY]),
  'comma-in-name-unquoted.csv': COMMAS,
  'comma-in-name-quoted.csv': COMMAS,
  'paths.csv': report([
    ROOT,
    underPath('alice', '/'),
    underPath('bob', '/team/'),
    underPath('carol', '/team/a/'),
    underPath('dave', '/user/'),
    underPath('erin', `/${LEVELS.join('/')}/`),
    underPath('every+sign=in.a@name_of-64', '/'),
  ]),
  'partition-china.csv': report(
    [
      withArn(ROOT, 'arn:aws-cn:iam::111122223333:root'),
      {
        ...withArn(DEPLOY, 'arn:aws-cn:iam::111122223333:user/deploy'),
        accessKeys: DEPLOY.accessKeys.map((key) => ({ ...key, lastUsedRegion: 'cn-north-1' })),
      },
    ],
    { partition: 'aws-cn' },
  ),
  'partition-govcloud-root-not-supported.csv': report(
    [
      root({
        arn: 'arn:aws-us-gov:iam::111122223333:root',
        created: at('2019-02-03T04:05:06Z'),
        password: { lastUsed: 'never' },
      }),
      {
        ...withArn(DEPLOY, 'arn:aws-us-gov:iam::111122223333:user/deploy'),
        accessKeys: DEPLOY.accessKeys.map((key) => ({ ...key, lastUsedRegion: 'us-gov-west-1' })),
      },
    ],
    { partition: 'aws-us-gov' },
  ),
  'no-root-row-moto.csv': MOTO,
  'bad-row-in-the-middle.csv': report([ROOT, ALICE, DEPLOY], skipped(4, 'user_creation_time is not a time')),
  'unclosed-quote.csv': report([ROOT, ALICE, DEPLOY], skipped(4, 'a quote is not closed')),
  'short-row-in-the-middle.csv': report([ROOT, ALICE, DEPLOY], skipped(4, 'the row has too few fields')),
  'same-user-twice.csv': report([ROOT, ALICE, DEPLOY], skipped(4, 'user appears a second time')),
  'two-accounts.csv': report([ROOT, ALICE, DEPLOY], skipped(4, 'arn names another account than the rows before')),
};
