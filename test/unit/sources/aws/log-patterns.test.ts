/** Which filter patterns CloudWatch Logs gets: AWS says of none that it can match nothing. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ActivityQuestion, ActivitySubject } from '../../../../src/model/activity-source.ts';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { filterPattern } from '../../../../src/sources/aws/filter-pattern.ts';
import { logPatterns } from '../../../../src/sources/aws/log-patterns.ts';

type Asked = Partial<Omit<ActivityQuestion, 'subject'>>;

function patternsOf(subject: ActivitySubject, asked: Asked = {}): string[] {
  return logPatterns({ subject, events: [], ...asked });
}

function onlyPatternOf(subject: ActivitySubject, asked?: Asked): string | undefined {
  const patterns = patternsOf(subject, asked);
  expect(patterns).toHaveLength(1);
  return patterns[0];
}

const ARN = 'arn:aws:iam::111122223333:role/ci/deploy';
const ISSUER = '$.userIdentity.sessionContext.sessionIssuer';

test.each<[string, ActivitySubject, string]>([
  [
    'a user, and whoever got a session as a federated user by the user',
    { of: 'user', name: 'eve' },
    `($.userIdentity.userName = "eve" || ($.userIdentity.type = "FederatedUser" && ${ISSUER}.userName = "eve"))`,
  ],
  [
    'a role by its name',
    { of: 'role', name: 'deploy' },
    `(($.userIdentity.type = "AssumedRole" && (${ISSUER}.userName = "deploy" || $.userIdentity.arn = "*:assumed-role/deploy/*")) || ` +
      '($.userIdentity.type = "Role" && ($.userIdentity.userName = "deploy" || $.userIdentity.arn = "*/deploy")))',
  ],
  [
    'one role by its ARN, also where the record has only the ARN of the session',
    { of: 'role', name: 'deploy', arn: ARN },
    `(($.userIdentity.type = "AssumedRole" && (${ISSUER}.arn = "${ARN}" || ` +
      `(${ISSUER}.arn NOT EXISTS && $.userIdentity.arn = "*arn:aws:sts::111122223333:assumed-role/deploy/*"))) || ` +
      `($.userIdentity.type = "Role" && $.userIdentity.arn = "${ARN}"))`,
  ],
  ['the session of a role', { of: 'session', name: 'build-7' }, '$.userIdentity.principalId = "*:build-7"'],
  ['a key', { of: 'key', id: 'AKIAIOSFODNN7EXAMPLE' }, '$.userIdentity.accessKeyId = "AKIAIOSFODNN7EXAMPLE"'],
  [
    'root',
    { of: 'root' },
    `($.userIdentity.type = "Root" || ($.userIdentity.type = "FederatedUser" && ${ISSUER}.type = "Root"))`,
  ],
])('%s is asked for', (_who, subject, pattern) => {
  expect(onlyPatternOf(subject)).toBe(`{ $.eventCategory = "Management" && ${pattern} }`);
});

// AWS's page on monitoring the activity of an account tests requestParameters.userName there, which that call has not: it never matches.
test('the calls of one name that a user made are found by who called', () => {
  expect(onlyPatternOf({ of: 'user', name: 'Alice' }, { events: ['DescribeInstances'] })).toBe(
    '{ $.eventCategory = "Management" && $.eventName = "DescribeInstances" && ' +
      `($.userIdentity.userName = "Alice" || ($.userIdentity.type = "FederatedUser" && ${ISSUER}.userName = "Alice")) }`,
  );
});

test('account, regions and events narrow whatever is asked', () => {
  const asked = {
    accountId: '111122223333',
    regions: ['us-east-1', 'eu-central-1'],
    events: ['CreateAccessKey', 'DeleteAccessKey'],
  };

  expect(onlyPatternOf({ of: 'anybody' }, asked)).toBe(
    '{ $.eventCategory = "Management" && $.recipientAccountId = "111122223333" && ' +
      '($.awsRegion = "us-east-1" || $.awsRegion = "eu-central-1") && ' +
      '($.eventName = "CreateAccessKey" || $.eventName = "DeleteAccessKey") }',
  );
});

test('what was done to somebody is asked for in as many patterns as it takes, and each names everything else that was asked', () => {
  const patterns = patternsOf({ of: 'target', name: 'eve' }, { accountId: '111122223333' });

  expect(patterns.length).toBeGreaterThan(1);
  expect(patterns.filter((pattern) => !pattern.includes('$.recipientAccountId = "111122223333" && ('))).toEqual([]);
  const all = patterns.join();
  expect(all).toContain('$.requestParameters.userName = "eve"');
  expect(all).toContain('$.responseElements.accessKey.accessKeyId = "eve"');
  expect(all).toContain('$.requestParameters.policyArn = "*/eve"');
  // A user who makes a key for himself names nobody.
  expect(all).toContain('$.userIdentity.userName = "eve" && $.requestParameters.userName NOT EXISTS');
});

test('so many regions that they would not fit are looked at in the answer', () => {
  const regions = Array.from({ length: 30 }, (_, index) => `ap-southeast-${index}`);

  expect(onlyPatternOf({ of: 'key', id: 'AKIAIOSFODNN7EXAMPLE' }, { regions })).not.toContain('awsRegion');
});

test('many events are asked for in several patterns', () => {
  const events = Array.from({ length: 30 }, (_, index) => `Event${index}`);
  const patterns = patternsOf({ of: 'root' }, { events });

  expect(patterns).toHaveLength(3);
  expect(events.filter((event) => !patterns.some((pattern) => pattern.includes(`"${event}"`)))).toEqual([]);
});

test.each<[ActivitySubject, Asked]>([
  [{ of: 'user', name: 'eve" || $.eventName = "*' }, {}],
  [{ of: 'user', name: '*' }, {}],
  [{ of: 'user', name: 'e\\ve' }, {}],
  [{ of: 'user', name: 'a b' }, {}],
  [{ of: 'user', name: '' }, {}],
  [{ of: 'session', name: 'a/b' }, {}],
  [{ of: 'key', id: 'AKIA"' }, {}],
  [{ of: 'role', name: 'x', arn: 'arn:aws:iam::111122223333:role/a b/x' }, {}],
  [{ of: 'role', name: 'x', arn: 'arn:aws:iam::111122223333:user/x' }, {}],
  [{ of: 'target', name: 'a/b' }, {}],
  [{ of: 'target', name: 'arn:"' }, {}],
  [{ of: 'root' }, { events: ['Create*'] }],
  [{ of: 'root' }, { regions: ['us-east-1"'] }],
  [{ of: 'root' }, { accountId: '1234' }],
  // 1,024 characters are what AWS takes.
  [{ of: 'root' }, { events: Array.from({ length: 12 }, () => 'E'.repeat(100)) }],
])('%j %j is asked of nobody', (subject, asked) => {
  let thrown: unknown;
  try {
    patternsOf(subject, asked);
  } catch (error) {
    thrown = error;
  }

  expect(thrown).toBeInstanceOf(RefreshFailure);
  expect(thrown).toMatchObject({ reason: 'configuration' });
});

test('whatever is asked, each pattern is short enough and nothing in quotes is more than the texts of AWS', () => {
  const text = fc.string({
    maxLength: 20,
    unit: fc.constantFrom('a', 'Z', '9', '"', '\\', '*', ' ', '.', '-', '/', ':', '}'),
  });
  const asked = fc.oneof(
    fc.record({ of: fc.constant('user' as const), name: text }),
    fc.record({ of: fc.constant('role' as const), name: text, arn: text }),
    fc.record({ of: fc.constant('session' as const), name: text }),
    fc.record({ of: fc.constant('target' as const), name: text }),
  );
  fc.assert(
    fc.property(asked, fc.array(text, { maxLength: 3 }), (subject, events) => {
      let patterns: readonly string[];
      try {
        patterns = patternsOf(subject, { events });
      } catch (error) {
        return error instanceof RefreshFailure;
      }
      return patterns.every(
        (pattern) =>
          pattern.length <= 1024 && !/["{}\\]/.test(pattern.slice(1, -1).replaceAll(/"[*]?[\w+=,.@:/-]+[*]?"/g, '')),
      );
    }),
  );
});

test('patterns of conditions without and with several parts have parentheses where they mean something', () => {
  const a = { path: 'a', is: '1' };
  const b = { path: 'b', isNot: '2' };

  expect(filterPattern({ all: [a, { any: [a, { all: [a, b] }] }, { all: [a, b] }] })).toBe(
    '{ $.a = "1" && ($.a = "1" || ($.a = "1" && $.b != "2")) && $.a = "1" && $.b != "2" }',
  );
});
