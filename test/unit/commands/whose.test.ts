/** What `whose` says of the ids of access keys, and with which code it ends. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { accessKey, at } from '../../support/model-values.ts';
import { ask, askJson, CONFIG, fake, MEMBER, NEW_KEY, OLD, OLD_KEY, OWN, report } from './whose-accounts.ts';

test('whose key it is, in which account, whether it is used, what the policy says and what to do', async () => {
  expect(await ask([OLD_KEY])).toEqual({
    code: 0,
    error: '',
    out: `${OLD_KEY}: a key of the user ci-deploy in member (${MEMBER}), owner payments
  Key        active, created 2025-01-01 (690 days ago), last used 2026-11-21 23:00 UTC (11 hours ago) for s3 in eu-central-1
  Finding    warning: access-key-not-rotated, 690 days, limit 90
  Life       created before 2026-08-24, which is older than the event history, and nobody changed its state since
  Used by    no call in the event history of eu-central-1, which has no reads and writes of data
  Next step  Create a second key, and give it to the programs that use this one. A role instead of the user is better still.
             Run it in member (${MEMBER}):
             aws iam create-access-key --user-name=ci-deploy
`,
  });
});

test('the account is taken from the id, and no other account is asked', async () => {
  await ask([OLD_KEY]);

  expect(fake.requests.map(({ operation, accountId }) => `${operation} ${accountId}`)).toEqual([
    `GetCallerIdentity ${OWN}`,
    `AssumeRole ${MEMBER}`,
    `GetAccessKeyLastUsed ${MEMBER}`,
    `ListAccessKeys ${MEMBER}`,
    `LookupEvents ${MEMBER}`,
    `LookupEvents ${MEMBER}`,
    `GetCredentialReport ${MEMBER}`,
  ]);
});

test('nor are the events read that the exporter watches for', async () => {
  const asked = await ask([OLD_KEY]);
  const { length } = fake.requests;

  expect(await ask([OLD_KEY], {}, `${CONFIG}\nfacts: { activity: { enabled: true } }`)).toEqual(asked);
  expect(fake.requests).toHaveLength(2 * length);
});

describe('two keys of a user', () => {
  beforeEach(() => {
    fake.setLive(MEMBER, {
      accessKeys: [OLD, { AccessKeyId: NEW_KEY, UserName: 'ci-deploy', CreateDate: new Date('2026-11-01T00:00:00Z') }],
    });
    report(MEMBER, [
      { ...accessKey(), slot: '1', lastRotated: at('2026-11-01T00:00:00Z'), lastUsed: 'never' },
      { ...accessKey(), slot: '2', lastRotated: at('2025-01-01T00:00:00Z'), lastUsed: at('2026-11-21T23:00:00Z') },
    ]);
  });

  test('the older one is still used: find by what', async () => {
    const { out } = await ask([OLD_KEY]);

    expect(out).toContain(`  Other key  ${NEW_KEY}, active, created 2026-11-01 (21 days ago), never used\n`);
    expect(out).toContain('  Finding    warning: two-active-access-keys, 21 days, limit 7\n');
    expect(out).toContain(
      `  Next step  Find what still uses it, and give it the newer key ${NEW_KEY}. The event history has no reads and writes of objects in S3 and the like:
             Run it in member (${MEMBER}):
             aws cloudtrail lookup-events --region eu-central-1 --max-items 50 --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=${OLD_KEY}\n`,
    );
  });

  test('asked about as well, the other one is told once', async () => {
    const { out } = await ask([OLD_KEY, NEW_KEY]);

    expect(out.split(`  Other key  `)).toEqual([
      expect.stringContaining(`${OLD_KEY}: a key of the user ci-deploy`),
      expect.stringMatching(new RegExp(`^${NEW_KEY}, see below\n`)),
      expect.stringMatching(new RegExp(`^${OLD_KEY}, see above\n`)),
    ]);
  });

  test('a finding about one key is not told of the other one', async () => {
    const { keys } = await askJson(NEW_KEY);

    expect(keys).toEqual([expect.objectContaining({ is: 'user-key', user: 'ci-deploy', findings: [] })]);
  });
});

test('a key whose state was changed since the report has no findings that are known', async () => {
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, Status: 'Inactive' }] });
  const { code, keys } = await askJson(OLD_KEY);

  expect(keys[0]).not.toHaveProperty('findings');
  expect(keys[0]).toMatchObject({ next_step: { title: 'not known' } });
  expect(code).toBe(3);
  expect((await ask([OLD_KEY])).out).toContain(
    '  Finding    not known: the report does not show the key as it is now: AWS makes a new report every 4 hours, so ask again after the next one\n',
  );
});

test('what is exempt is told and asks for nothing', async () => {
  const exempt = `${CONFIG}
exemptions: [{ name: safe, users: [ci-deploy], checks: [access-key-not-rotated], reason: in the safe, expires: 2027-03-31 }]`;
  const { out } = await ask([OLD_KEY], {}, exempt);

  expect(out).toContain('  Finding    warning: access-key-not-rotated, 690 days, limit 90, exempt by safe\n');
  expect(out).toContain('  Next step  None: ');
});

test('without the permission to list keys the user is told, and that the rest is not known', async () => {
  fake.always(MEMBER, 'ListAccessKeys', faults.accessDenied);
  const { code, keys } = await askJson(OLD_KEY);

  expect(keys).toEqual([
    expect.objectContaining({
      is: 'user-key',
      user: 'ci-deploy',
      failures: [expect.stringContaining('iam:ListAccessKeys')],
    }),
  ]);
  expect(keys[0]).not.toHaveProperty('next_step');
  expect(code).toBe(3);
  expect((await ask([OLD_KEY])).out).toContain('  Finding    not known: IAM did not say in which state the key is\n');
});

test('without the report nobody says that a key is within its limits', async () => {
  fake.always(MEMBER, 'GetCredentialReport', faults.accessDenied);
  const { code, out, error } = await ask([OLD_KEY]);

  expect(out).toContain('  Finding    not known: the report could not be read; the last lines say why\n');
  expect(out).toContain('  Next step  Not known: ');
  expect(error).toMatch(/^member: access_denied: /);
  expect(code).toBe(3);
});

test('a key that is newer than the report has no findings yet', async () => {
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, CreateDate: new Date('2026-11-22T09:00:00Z') }] });
  const { code, keys } = await askJson(OLD_KEY);

  expect(keys).toEqual([
    expect.objectContaining({
      findings: [],
      next_step: expect.objectContaining({ title: 'none' }),
    }),
  ]);
  expect(code).toBe(0);
});

test('a text that is no id ends it before AWS is asked', async () => {
  const { code, out, error } = await ask(['wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', OLD_KEY]);

  expect([code, out]).toEqual([2, '']);
  expect(error).toMatch(/^argument 1 is not the id of an access key/);
  expect(fake.requests).toEqual([]);
});

test('- stands for standard input', async () => expect(await ask(['-'])).toEqual(await ask([OLD_KEY])));

test('one bad line of a list does not keep the other ones from being answered', async () => {
  const { out } = await ask([OLD_KEY]);
  const list = await ask(['-'], {}, CONFIG, `# of the scanner\nnonsense\n\n${OLD_KEY}\n`);

  expect(list).toEqual({
    code: 3,
    out,
    error: expect.stringMatching(/^line 2 of standard input is not the id of an access key[^\n]*\n$/),
  });
});

test('a list of bad lines only ends it before AWS is asked', async () => {
  const { code, error } = await ask(['-'], {}, CONFIG, 'nonsense\n');

  expect(code).toBe(2);
  expect(error).toMatch(/^line 1 of standard input is not .*\nno id of an access key was given\n$/);
  expect(fake.requests).toEqual([]);
});

test.each([
  ['2026-11-22T09:30:00Z', '2026-11-22 09:30 UTC (less than an hour ago)'],
  ['2026-11-22T08:59:00Z', '2026-11-22 08:59 UTC (1 hour ago)'],
  ['2026-11-20T11:00:00Z', '2026-11-20 11:00 UTC (47 hours ago)'],
  ['2026-11-20T10:00:00Z', '2026-11-20 (2 days ago)'],
])('used at %s: the hour is told of the last two days', async (time, words) => {
  fake.setLive(MEMBER, {
    accessKeys: [{ ...OLD, lastUsed: { LastUsedDate: new Date(time), ServiceName: 's3', Region: 'eu-central-1' } }],
  });

  expect((await ask([OLD_KEY])).out).toContain(`, last used ${words} for s3 in eu-central-1\n`);
});

test.each([
  [new Date('2026-08-14T09:00:00Z'), 'Nobody has used it for 100 days.'],
  ['never', 'Nobody has ever used it.'],
] as const)('why it is to be deactivated: last used %s', async (used, words) => {
  const unused = { AccessKeyId: OLD_KEY, UserName: 'ci-deploy', CreateDate: new Date('2025-01-01T00:00:00Z') };
  const lastUsed = used === 'never' ? {} : { lastUsed: { LastUsedDate: used, ServiceName: 's3', Region: 'us-east-1' } };
  fake.setLive(MEMBER, { accessKeys: [{ ...unused, ...lastUsed }] });
  report(MEMBER, [
    {
      ...accessKey(),
      lastRotated: at('2025-01-01T00:00:00Z'),
      lastUsed: used === 'never' ? used : at('2026-08-14T09:00:00Z'),
    },
  ]);

  expect((await ask([OLD_KEY])).out).toContain(`Deactivate it. ${words} You can activate it again.`);
});

test('report files have no ids of keys', async () => {
  const asked = ask([OLD_KEY], {}, 'accounts: [{ name: a, reportFile: a.csv }]');
  expect(await asked).toMatchObject({
    code: 2,
    error: expect.stringMatching(/^the configuration has report files only/),
  });
});
