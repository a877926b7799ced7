/** Lists of patterns that a check may have in the policy. */
import { describe, expect, test } from '@jest/globals';
import { checkPolicy } from '../../../src/checks/policy.ts';
import { readConfig } from '../../../src/config/load-config.ts';
import { goodConfig, problemsOf } from './read.ts';

const ID = 'access-key-created-for-other';
const AT = `policy.checks.${ID}.expectedMakers`;
const check = (expectedMakers: string) => `policy: { checks: { ${ID}: { expectedMakers: ${expectedMakers} } } }`;

/** Which of these roles the check expects; undefined: it looks at none. */
function expectedOf(yaml: string, ofOverride = false): readonly string[] | undefined {
  const { policy } = goodConfig(yaml);
  const { expectedMakers } = checkPolicy(policy, ID, ofOverride ? policy.overrides : []).patterns;
  return (
    expectedMakers &&
    ['deploy', 'terraform-prod', 'my-terraform-'].filter((role) => expectedMakers.some((pattern) => pattern.test(role)))
  );
}

test.each<[string, readonly string[] | undefined]>([
  ['{}', undefined],
  [check('[]'), []],
  [check('["terraform-.*"]'), ['terraform-prod']],
  [check('[deploy, "terraform-.*"]'), ['deploy', 'terraform-prod']],
])('%s', (yaml, expected) => {
  expect(expectedOf(yaml)).toEqual(expected);
});

test('an override may have another list, and leaves the hours as they are', () => {
  const override = `{ match: { accounts: [production] }, checks: { ${ID}: { expectedMakers: [deploy] } } }`;
  const yaml = `policy: { checks: { ${ID}: { withinHours: 48, expectedMakers: ["terraform-.*"] } }, overrides: [${override}] }`;
  const { policy } = goodConfig(yaml);

  expect([expectedOf(yaml), expectedOf(yaml, true)]).toEqual([['terraform-prod'], ['deploy']]);
  expect(checkPolicy(policy, ID, policy.overrides).values).toEqual({ withinHours: 48 });
});

test.each([
  [check('deploy'), `${AT}: must be a list of regular expressions, such as [terraform-.*]`],
  [check('[7]'), `${AT}[0]: must be a regular expression in quotes`],
  [check('[""]'), `${AT}[0]: must not be empty`],
  [
    check('[deploy, "(admin"]'),
    `${AT}[1]: is not a valid regular expression: a ( has no ) (one that stands for itself has a backslash before it)`,
  ],
  [
    check('["(?!admin).*"]'),
    `${AT}[0]: must not look ahead or behind, with (?=, (?!, (?<= or (?<!: write patterns for the names that are meant`,
  ],
  [
    `policy: { overrides: [{ match: { users: [a] }, checks: { ${ID}: { expectedMakers: ["a)"] } } }] }`,
    `policy.overrides[0].checks.${ID}.expectedMakers[0]: is not a valid regular expression: a ) has no ( (one that stands for itself has a backslash before it)`,
  ],
  [
    `policy: { checks: { ${ID}: { expectedMaker: [a] } } }`,
    `policy.checks.${ID}.expectedMaker: is not a known key: did you mean expectedMakers?`,
  ],
  [
    'policy: { checks: { user-created-by-user: { expectedMakers: [a] } } }',
    'policy.checks.user-created-by-user.expectedMakers: is not a known key: it belongs under policy.checks.access-key-created-for-other',
  ],
])('%s is refused', (yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([`exporter.yml:1: ${problem}`]);
});

const ON = 'facts: { activity: { enabled: true } }';
const OVERRIDE = (expectedMakers: string) =>
  `policy: { overrides: [{ match: { users: [a] }, checks: { ${ID}: { expectedMakers: ${expectedMakers} } } }] }`;

function warningsOf(yaml: string): readonly string[] {
  const loaded = readConfig(yaml, 'exporter.yml', '.');
  return loaded.ok ? loaded.warnings : loaded.problems;
}

describe('a warning says of a pattern that it matches no role as it is written', () => {
  const GLOB = 'looks like a glob: in a regular expression any text is .* and any character is .';
  const ARN = 'has arn: or a /, which no name has: write the name of the role, such as terraform';

  test.each([
    [check('["terraform-*"]'), [`${AT}[0]: ${GLOB}`]],
    [OVERRIDE('["ci-*"]'), [`policy.overrides[0].checks.${ID}.expectedMakers[0]: ${GLOB}`]],
    [check('[a, "arn:aws:iam::111111111111:role/terraform"]'), [`${AT}[1]: ${ARN}`]],
    [OVERRIDE('[role/terraform]'), [`policy.overrides[0].checks.${ID}.expectedMakers[0]: ${ARN}`]],
    [check('["terraform-.*", "AWSReservedSSO_admin_.*"]'), []],
  ])('%s', (yaml, warnings) => {
    expect(warningsOf(`${ON}\n${yaml}`)).toEqual(warnings);
  });
});

test.each([
  [check('[deploy]'), AT],
  [OVERRIDE('[deploy]'), `policy.overrides[0].checks.${ID}.expectedMakers`],
])('a list of a check whose fact is off has no effect, as a warning says: %s', (yaml, path) => {
  expect(warningsOf(yaml)).toEqual([
    `${path}: has no effect, as the exporter does not read what the check needs; write ${ON}`,
  ]);
});
