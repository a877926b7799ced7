/** What the watch asks a log group: AWS says of no pattern that it can match nothing. */
import { expect, test } from '@jest/globals';
import { EVENT_KINDS } from '../../../../src/model/facts/activity.ts';
import { WATCH_PATTERNS } from '../../../../src/sources/aws/watch-patterns.ts';
import { WATCH_QUESTIONS } from '../../../../src/sources/aws/watch-questions.ts';

const MANAGEMENT = '$.eventCategory = "Management"';
const named = (...events: readonly string[]) => `(${events.map((event) => `$.eventName = "${event}"`).join(' || ')})`;

test('the patterns are these', () => {
  expect(Object.fromEntries(WATCH_PATTERNS.map(({ id, pattern }) => [id, pattern]))).toEqual({
    'sign-ins-and-root':
      `{ ${MANAGEMENT} && ($.eventSource = "signin.amazonaws.com" || $.userIdentity.type = "Root" || ` +
      '($.userIdentity.type = "FederatedUser" && $.userIdentity.sessionContext.sessionIssuer.type = "Root")) }',
    iam: `{ ${MANAGEMENT} && $.eventSource = "iam.amazonaws.com" && ${named(
      'CreateAccessKey',
      'UpdateAccessKey',
      'DeleteAccessKey',
      'CreateUser',
      'CreateLoginProfile',
      'UpdateLoginProfile',
      'EnableMFADevice',
      'DeactivateMFADevice',
      'AttachUserPolicy',
      'PutUserPolicy',
    )} }`,
    cloudtrail: `{ ${MANAGEMENT} && $.eventSource = "cloudtrail.amazonaws.com" && ${named(
      'StopLogging',
      'DeleteTrail',
      'UpdateTrail',
      'PutEventSelectors',
    )} }`,
  });
});

test('together they find every kind of event that is watched for', () => {
  expect(new Set(WATCH_PATTERNS.flatMap(({ finds }) => finds))).toEqual(new Set(EVENT_KINDS));
});

test('none has the id of a question to the event history: how far the one was read says nothing of the other', () => {
  const ids = [...WATCH_QUESTIONS, ...WATCH_PATTERNS].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
