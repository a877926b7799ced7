import { expect, test } from '@jest/globals';
import { assess } from '../../../src/checks/assess.ts';
import { keyFindings } from '../../../src/commands/key-findings.ts';
import type { UserAccessKey } from '../../../src/model/access-key.ts';
import type { AccountAssessment } from '../../../src/model/assessment.ts';
import type { AccessKey } from '../../../src/model/facts/credential-report.ts';
import { accessKey, accountFacts, at, user } from '../../support/model-values.ts';
import { goodConfig } from '../config/read.ts';

const NOW = at('2026-11-22T08:00:00Z');
const MADE = at('2025-01-01T00:00:00Z');
const KEY: UserAccessKey = { id: 'AKIAIOSFODNN7EXAMPLE', status: 'Active', created: MADE };
const EXEMPTIONS =
  'exemptions: [{ name: safe, checks: [access-key-not-rotated], reason: in the safe, expires: 2027-03-31 }]';

async function assessed(accessKeys: readonly AccessKey[], yaml = '{}'): Promise<AccountAssessment> {
  const facts = accountFacts({ users: [user({ name: 'ci-deploy', accessKeys })] });
  const { accounts } = await assess([facts], goodConfig(yaml).policy, NOW);
  const [assessment] = accounts;
  if (assessment === undefined) throw new Error('not assessed');
  return assessment;
}

const inSlot = (slot: '1' | '2', lastRotated: number): AccessKey => ({
  ...accessKey(),
  slot,
  active: true,
  lastRotated,
  lastUsed: NOW,
});

function checksOf(assessment: AccountAssessment, key = KEY): string[] | undefined {
  return keyFindings(assessment, 'ci-deploy', key)?.map(({ check }) => check);
}

test('a key has the findings of the slot whose key was made at its moment', async () => {
  const assessment = await assessed([inSlot('1', NOW - 60), inSlot('2', MADE)]);

  expect(checksOf(assessment)).toContain('access-key-not-rotated');
  expect(checksOf(assessment, { ...KEY, created: NOW - 60 })).toEqual([]);
});

test('what is exempt is among them', async () => {
  const found = keyFindings(await assessed([inSlot('1', MADE)], EXEMPTIONS), 'ci-deploy', KEY);

  expect(found).toEqual([expect.objectContaining({ check: 'access-key-not-rotated', exemption: 'safe' })]);
});

test('of two keys of the same second nobody knows which finding is of which', async () => {
  expect(checksOf(await assessed([inSlot('1', MADE), inSlot('2', MADE)]))).toBeUndefined();
});

test('a key that the report does not show, or shows in another state, has none that are known', async () => {
  expect(checksOf(await assessed([inSlot('1', MADE + 1)]))).toBeUndefined();
  expect(checksOf(await assessed([{ ...inSlot('1', MADE), active: false }]))).toBeUndefined();
});
