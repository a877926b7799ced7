/** What lies on disk of the watch, and what the next start makes of it. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSightings } from '../../../src/activity/read-sightings.ts';
import type { Account } from '../../../src/model/account.ts';
import type { Activity } from '../../../src/model/facts/activity.ts';
import type { CredentialReport } from '../../../src/model/facts/credential-report.ts';
import { encodeStoredActivity } from '../../../src/refresh/stored-activity.ts';
import { activityOf, look, sighting } from '../../support/activity-values.ts';
import { arbitraryRecordWithSecret } from '../../support/arbitrary-cloudtrail-records.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { awsAccount } from './running-loop.ts';
import { ACCOUNT_ID, GATHERED, GENERATED, onlyFile, openFolder, reopenActivity } from './stored-folder.ts';

const production = awsAccount('production', 'payments');
const activity = activityOf(
  [sighting('root_sign_in', { user: '<root_account>' }), sighting('user_created', { maker: { kind: 'role' } })],
  {
    looks: [
      look({ rereadAt: GENERATED, lookBack: 86_400, seen: { from: 1, to: 2 } }),
      look({ question: 'root', watermark: undefined }),
    ],
  },
);

const recordOfKey = {
  eventVersion: '1.10',
  eventID: 'event-1',
  eventTime: '2026-11-22T08:00:00Z',
  awsRegion: 'us-east-1',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateAccessKey',
  eventType: 'AwsApiCall',
  recipientAccountId: ACCOUNT_ID,
  userIdentity: { type: 'IAMUser', accountId: ACCOUNT_ID, userName: 'eve' },
  requestParameters: { userName: 'bob' },
};

const REPORT = { accountId: ACCOUNT_ID, users: [] } as unknown as CredentialReport;

let folder: string;

beforeEach(async () => {
  folder = path.join(await temporaryFolder(), 'facts');
});

function withoutTries({ looks, ...rest }: Activity): Activity {
  return { ...rest, looks: looks.map(({ triedAt: _triedAt, ...left }) => left) };
}

describe('stored activity', () => {
  test('is read back by a later start, with its times; when AWS was asked last counts no more', async () => {
    await openFolder(folder).storeActivity(production, activity);

    expect(await reopenActivity(folder, production)).toEqual({
      stored: { value: withoutTries(activity), asOf: GENERATED, gatheredAt: GATHERED },
      log: [],
      errors: 0,
    });
  });

  test('says of a look that was cut short that it was, and not in the words of the failure', async () => {
    const looks = [look({ incomplete: 'access_denied: the role of s3cr3t must not' })];
    await openFolder(folder).storeActivity(production, activityOf([], { looks }));

    const { stored } = await reopenActivity(folder, production);

    expect(await readFile(await onlyFile(folder), 'utf8')).not.toContain('s3cr3t');
    expect(stored?.value.looks[0]?.incomplete).toBe('an earlier run of the exporter could not read it to the end');
  });

  test('lies beside the report, and goes with it when the account leaves', async () => {
    const { files, store, storeActivity } = openFolder(folder);
    await store(production, ['rob']);
    await storeActivity(production, activity);
    const names = (await readdir(folder)).map((name) => path.extname(name)).sort();

    files.forget(production);
    await files.written();

    expect(names).toEqual(['.activity', '.report']);
    expect(await readdir(folder)).toEqual([]);
  });

  test('goes alone when the fact is not asked for any more', async () => {
    const { files, store, storeActivity } = openFolder(folder);
    await store(production, ['rob']);
    await storeActivity(production, activity);

    files.forget(production, ['activity', 'account-settings']);
    await files.written();

    expect(path.extname(await onlyFile(folder))).toBe('.report');
  });
});

describe('of what AWS records', () => {
  function storedOf(record: unknown): { readonly sightings: number; readonly text: string } {
    const value = activityOf(readSightings(record));
    const content = encodeStoredActivity(production, REPORT, { value, asOf: GENERATED, gatheredAt: GATHERED });
    return { sightings: value.sightings.length, text: Buffer.concat(content).toString() };
  }

  test('no address, agent, key or token of a call comes into the file', () => {
    const planted = ['203.0.113.77', 'planted-agent', 'AKIAIOSFODNN7PLANTED', 'ASIAIOSFODNN7PLANTED', 'planted-token'];
    const [sourceIPAddress, userAgent, keyId, sessionKeyId, sessionToken] = planted;
    const stored = storedOf({
      ...recordOfKey,
      sourceIPAddress,
      userAgent,
      userIdentity: { ...recordOfKey.userIdentity, accessKeyId: sessionKeyId },
      responseElements: { accessKey: { userName: 'bob', accessKeyId: keyId }, credentials: { sessionToken } },
    });

    expect(stored.sightings).toBe(2);
    expect(planted.filter((secret) => stored.text.includes(secret))).toEqual([]);
  });

  test('what somebody typed as a name at a sign-in that failed comes into the file only if it is one', async () => {
    const typed = ['rob', 'eve', 'Hunter2Hunter2'].map((user) => sighting('sign_in_failed', { user }));
    await openFolder(folder).storeActivity(production, activityOf([...typed, sighting('sign_in', { user: 'eve' })]));

    const { stored } = await reopenActivity(folder, production);

    expect(stored?.value.sightings.map(({ user }) => user)).toEqual(['rob', 'eve', '', 'eve']);
    expect(await readFile(await onlyFile(folder), 'utf8')).not.toContain('Hunter2');
  });

  test('no secret comes into the file, wherever in the record it stood', () => {
    let sightings = 0;
    fc.assert(
      fc.property(arbitraryRecordWithSecret, ({ record, secret }) => {
        const stored = storedOf(record);
        sightings += stored.sightings;
        const pieces = [secret, secret.slice(0, 60), secret.slice(-12)].map((piece) =>
          JSON.stringify(piece).slice(1, -1),
        );
        expect(pieces.filter((piece) => stored.text.includes(piece))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
    expect(sightings).toBeGreaterThan(100);
  });
});

describe('cannot be used, is logged once and counted', () => {
  async function expectUnusable(problem: string, account: Account = production, accountId = ACCOUNT_ID) {
    expect(await reopenActivity(folder, account, accountId)).toEqual({
      stored: undefined,
      log: [{ message: 'the stored activity cannot be used', problem }],
      errors: 1,
    });
  }

  /** With a digest that is right. */
  async function rewrite(change: (heading: object, body: object) => readonly unknown[]): Promise<void> {
    const file = await onlyFile(folder);
    const [, heading = '', body = ''] = (await readFile(file, 'utf8')).split('\n');
    const parts = change(JSON.parse(heading) as object, JSON.parse(body) as object);
    const text = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('\n');
    await writeFile(file, `${createHash('sha256').update(text).digest('hex')}\n${text}`);
  }

  const formatOf = (heading: object) => (heading as { readonly format: string }).format;

  beforeEach(() => openFolder(folder).storeActivity(production, activity));

  test('where it is of another account than the report', () =>
    expectUnusable('it is of another account than the stored report', production, '444455556666'));

  test('where any byte of it is another one, or it was cut off', async () => {
    const file = await onlyFile(folder);
    const content = await readFile(file);
    for (let position = 0; position < content.length; position += 7) {
      const damaged = Buffer.from(content);
      damaged[position] = (damaged[position] ?? 0) ^ 1;
      for (const each of [damaged, content.subarray(0, position)]) {
        await writeFile(file, each);
        await expectUnusable('it is damaged or was cut off');
      }
    }
  });

  test('where the entry of the account has another role now', async () => {
    const other = { ...production, roleArn: 'arn:aws:iam::444455556666:role/reader' };
    const [own = ''] = await readdir(folder);
    await openFolder(folder).storeActivity(other, activity);
    const [theirs = ''] = (await readdir(folder)).filter((name) => name !== own);
    await writeFile(path.join(folder, theirs), await readFile(path.join(folder, own)));

    await expectUnusable('it is of another source: the entry of the account has changed', other);
  });

  test.each<[string, (heading: object, body: object) => readonly unknown[]]>([
    ['an older format', (heading, body) => [{ ...heading, format: 'activity 0' }, body]],
    ['the format of a report', (heading, body) => [{ ...heading, format: 1 }, body]],
    ['another list of events', (heading, body) => [{ ...heading, format: `${formatOf(heading)} tea_made` }, body]],
    ['fewer events', (heading, body) => [{ ...heading, format: formatOf(heading).replace(' root_api', '') }, body]],
    ['no heading', (_heading, body) => [body]],
  ])('where it has %s', async (_what, change) => {
    await rewrite(change);

    await expectUnusable('another version of the exporter has stored it');
  });
});
