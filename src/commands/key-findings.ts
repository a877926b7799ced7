/** What the policy says of access keys that are known by their ids, by the credential report of their account. */
import { assess } from '../checks/assess.ts';
import { failureLines } from '../cli/check-notes.ts';
import type { Config } from '../config/config.ts';
import type { AccountAssessment } from '../model/assessment.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { ROOT_USER_NAME, type Slot } from '../model/facts/credential-report.ts';
import { unixSeconds } from '../model/clock.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import { createFilePlaces } from '../refresh/file-places.ts';
import { gatherOnce } from '../refresh/gather-once.ts';
import type { AllAccess } from '../sources/aws/account-access.ts';
import type { Outside } from './outside.ts';
import { createSources } from './sources.ts';
import { threadsOf } from './threads.ts';

export interface JudgedKeys {
  /** About the key, or about its user as a whole: open, or exempt. undefined: the report could not be read, or does not show the key. */
  readonly findingsOf: (owner: KeyOwner) => readonly (Finding | ExemptFinding)[] | undefined;
  /** What could not be read. */
  readonly problems: readonly string[];
}

export async function judgeKeys(
  owners: readonly KeyOwner[],
  access: Pick<AllAccess, 'to'>,
  config: Config,
  { clock, random, environment }: Pick<Outside, 'clock' | 'random' | 'environment'>,
): Promise<JudgedKeys> {
  const users = new Map<string, Set<string>>();
  for (const owner of owners) {
    const user = userOf(owner);
    if (user === undefined || !('accountId' in owner) || !('account' in owner)) continue;
    const { name } = owner.account;
    users.set(name, (users.get(name) ?? new Set()).add(user));
  }
  const sourcesOf = createSources(access, { clock, random, inFilePlace: createFilePlaces(threadsOf(environment)) });
  const accounts = config.accounts.filter(({ name }) => users.has(name));
  const gathered = await gatherOnce({ clock, sourcesOf, onAccount: () => undefined }, { ...config, accounts });
  const assessed = await Promise.all(
    gathered.flatMap(({ account, facts }) =>
      facts === undefined
        ? []
        : [
            assess([facts], config.policy, unixSeconds(clock), {
              users: (user) => users.get(account.name)?.has(user) === true,
            }),
          ],
    ),
  );
  const assessments = assessed.flatMap((assessment) => assessment.accounts);
  return {
    findingsOf: (owner) => findingsOf(owner, assessments),
    problems: gathered.flatMap(failureLines),
  };
}

function userOf(owner: KeyOwner): string | undefined {
  if (owner.is === 'root-key') return ROOT_USER_NAME;
  return owner.is === 'user-key' ? owner.user : undefined;
}

function findingsOf(
  owner: KeyOwner,
  assessments: readonly AccountAssessment[],
): (Finding | ExemptFinding)[] | undefined {
  const user = userOf(owner);
  if (user === undefined || !('accountId' in owner)) return [];
  const assessment = assessments.find(({ facts }) => reportOf(facts).accountId === owner.accountId);
  const slot = owner.is === 'user-key' ? slotOf(owner, assessment) : undefined;
  if (assessment === undefined || slot === 'not there') return undefined;
  return [...assessment.findings, ...assessment.exempt].filter(
    ({ subject }) =>
      subject.user === user &&
      // Of root, nobody can tell which of its keys is which.
      (subject.key === undefined || owner.is === 'root-key' || subject.key === slot),
  );
}

/** The report has no ids, but the moment at which each key was created. undefined: the report is older than the key. */
function slotOf(
  { user, known }: Extract<KeyOwner, { is: 'user-key' }>,
  assessment: AccountAssessment | undefined,
): Slot | 'not there' | undefined {
  if (assessment === undefined || known === undefined) return 'not there';
  const { facts } = assessment;
  if (facts.facts['credential-report'].asOf < known.created) return undefined;
  for (const { name, accessKeys } of reportOf(facts).users) {
    if (name !== user) continue;
    const slots = accessKeys.filter(({ lastRotated }) => lastRotated === known.created);
    return slots.length === 1 && slots[0] !== undefined ? slots[0].slot : 'not there';
  }
  return 'not there';
}
