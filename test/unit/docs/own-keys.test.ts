/** The policies of docs/guides/rotation.md by which users manage their own keys: what they allow, and on whom. */
import path from 'node:path';
import * as iam from '@aws-sdk/client-iam';
import { describe, expect, test } from '@jest/globals';
import { readMarkdownPage } from './markdown-page.ts';

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { Sid: string; Effect: string; Action: readonly string[]; Resource: string }[];
}

const { blocks } = await readMarkdownPage(path.resolve(import.meta.dirname, '../../../docs/guides/rotation.md'));
const policies = blocks.filter(({ language }) => language === 'json').map(({ text }) => JSON.parse(text) as Policy);

test('users see, create, deactivate and delete their keys by one policy, and see themselves by the other', () => {
  expect(policies.map(({ Statement }) => Statement.flatMap(({ Action }) => Action))).toEqual([
    [
      'iam:CreateAccessKey',
      'iam:DeleteAccessKey',
      'iam:GetAccessKeyLastUsed',
      'iam:ListAccessKeys',
      'iam:UpdateAccessKey',
    ],
    [
      'iam:GetUser',
      'iam:ListAttachedUserPolicies',
      'iam:ListGroupsForUser',
      'iam:ListUserPolicies',
      'iam:ListUserTags',
    ],
  ]);
});

describe.each(policies.map((policy, index) => ({ index, policy })))('policy $index', ({ policy }) => {
  const { Version, Statement } = policy;

  test('is of the version that has variables', () => expect(Version).toBe('2012-10-17'));

  test('allows it on the user who calls, in any account and partition, and on nobody else', () => {
    expect(Statement.map(({ Effect, Resource }) => [Effect, Resource])).toEqual([
      ['Allow', 'arn:*:iam::*:user/${aws:username}'],
    ]);
  });

  test('names operations that IAM has', () => {
    const commands = Statement.flatMap(({ Action }) => Action.map((action) => `${action.replace('iam:', '')}Command`));

    expect(commands.filter((command) => !(command in iam))).toEqual([]);
  });
});
