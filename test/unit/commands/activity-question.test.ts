/** Which question the words of the command line are, and what is said of those that are none. */
import { describe, expect, test } from '@jest/globals';
import type { ActivityOptions } from '../../../src/cli/activity-options.ts';
import { readQuestion } from '../../../src/commands/activity-question.ts';
import { at } from '../../support/model-values.ts';

const NOW = at('2026-11-25T10:00:00.500Z');

const NOTHING: ActivityOptions = {
  accounts: [],
  owners: [],
  user: undefined,
  role: undefined,
  session: undefined,
  key: undefined,
  root: false,
  target: undefined,
  events: [],
  since: undefined,
  from: undefined,
  to: undefined,
  regions: [],
  source: 'events',
  maxScan: '10GB',
  anyScan: false,
  output: 'table',
  summary: false,
  raw: false,
};

function question(options: Partial<ActivityOptions>) {
  const read = readQuestion({ ...NOTHING, ...options }, NOW);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.question;
}

function problems(options: Partial<ActivityOptions>): readonly string[] {
  const read = readQuestion({ ...NOTHING, ...options }, NOW);
  return read.ok ? [] : read.problems;
}

describe('whose events', () => {
  test.each([
    [{ user: 'alice@example.com' }, { of: 'user', name: 'alice@example.com' }],
    [{ role: 'deploy' }, { of: 'role', name: 'deploy' }],
    [
      { role: 'arn:aws:iam::111122223333:role/ci/deploy' },
      { of: 'role', name: 'deploy', arn: 'arn:aws:iam::111122223333:role/ci/deploy' },
    ],
    [
      { role: 'arn:aws-us-gov:iam::111122223333:role/deploy' },
      { of: 'role', name: 'deploy', arn: 'arn:aws-us-gov:iam::111122223333:role/deploy' },
    ],
    [{ session: 'i-0123456789abcdef0' }, { of: 'session', name: 'i-0123456789abcdef0' }],
    [{ key: 'ASIAIOSFODNN7EXAMPLE' }, { of: 'key', id: 'ASIAIOSFODNN7EXAMPLE' }],
    [{ root: true }, { of: 'root' }],
    [{ target: 'arn:aws:iam::aws:policy/Admin' }, { of: 'target', name: 'arn:aws:iam::aws:policy/Admin' }],
    [{ events: ['CreateUser'] }, { of: 'anybody' }],
  ])('%j', (options, subject) => {
    expect(question(options).subject).toEqual(subject);
  });

  test.each([
    [{}, 'say what is asked: --user, --role, --session, --key, --root, --target or --event'],
    [{ user: 'a', root: true }, '--user and --root do not go together: ask twice'],
    [
      { user: 'a" || $.x = "' },
      '--user: "a\\" || $.x = \\"" is no name of a user: it has letters, digits and _+=,.@- only',
    ],
    [{ session: '' }, '--session: "" is no name of a session of a role: it has letters, digits and _+=,.@- only'],
    [
      { role: 'arn:aws:sts::111122223333:assumed-role/deploy/i-1' },
      '--role: this is the ARN of a session: give the name of the role, or the name of the session to --session',
    ],
    [
      { role: 'arn:aws:iam::1111:role/deploy' },
      '--role: "arn:aws:iam::1111:role/deploy" is neither the name of a role nor its ARN, such as arn:aws:iam::111122223333:role/admin',
    ],
    [{ target: "a' OR '1" }, '--target: "a\' OR \'1" is no name, id or ARN of anything in AWS'],
    [{ root: true, events: ['Create*'] }, '--event: "Create*" is no name of an event, which is as CreateAccessKey is'],
    [
      { root: true, regions: ['Frankfurt'] },
      '--region: "Frankfurt": must be the code of a region in lower case, such as "eu-central-1": did you mean eu-central-1?',
    ],
    [{ root: true, raw: true, summary: true }, '--raw does not go with --summary and --output: it prints records'],
  ])('%j is told', (options, problem) => {
    expect(problems(options)).toEqual([problem]);
  });

  test('what is given for the id of a key is not repeated: it may be the secret', () => {
    expect(problems({ key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }).join()).not.toContain('wJalr');
  });

  test('every problem is told at once', () => {
    expect(problems({ user: '*', events: ['?'], regions: ['x'], since: 'week' })).toHaveLength(4);
  });
});

describe('from when until when', () => {
  test.each([
    [{}, '2026-11-18T10:00:00Z', '2026-11-25T10:00:00Z'],
    [{ since: '12h' }, '2026-11-24T22:00:00Z', '2026-11-25T10:00:00Z'],
    [{ from: '2026-11-24', to: '2026-11-24' }, '2026-11-24T00:00:00Z', '2026-11-24T23:59:59Z'],
    [{ from: '2026-11-24T14:00' }, '2026-11-24T14:00:00Z', '2026-11-25T10:00:00Z'],
    [{ from: '2026-11-24T14:00:30+01:00', to: '2026-11-24T14:00Z' }, '2026-11-24T13:00:30Z', '2026-11-24T14:00:00Z'],
    // The day is not over.
    [{ from: '2026-11-25', to: '2026-11-25' }, '2026-11-25T00:00:00Z', '2026-11-25T10:00:00Z'],
  ])('%j', (options, from, to) => {
    expect(question({ root: true, ...options })).toMatchObject({ from: at(from), to: at(to) });
  });

  test.each([
    [{ since: '7 days' }, '--since: "7 days" is no duration, such as 12h or 7d'],
    [{ since: '7d', to: '2026-11-24' }, '--since does not go with --from and --to: give either'],
    [{ to: '2026-11-24' }, '--to needs --from'],
    [
      { from: '2026-02-30' },
      '--from: "2026-02-30": write a day such as 2026-11-24, or a moment such as 2026-11-24T14:00 or 2026-11-24T14:00:00+01:00',
    ],
    [{ from: '2026-11-26' }, '--from: 2026-11-26T00:00:00.000Z is in the future'],
    [{ from: '2026-11-24', to: '2026-11-23' }, '--from is later than --to'],
  ])('%j is told', (options, problem) => {
    expect(problems({ root: true, ...options })).toEqual([problem]);
  });
});
