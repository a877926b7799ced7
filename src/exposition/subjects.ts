import { setImmediate } from 'node:timers/promises';
import { enabledChecks } from '../checks/enabled-checks.ts';
import { beginEvaluation } from '../checks/evaluate-policy.ts';
import type { Policy } from '../checks/policy.ts';
import {
  accessKeyLevel,
  checkCountLevel,
  checkLevel,
  exemptionLevel,
  findingLevel,
  reportLevel,
  rootLevel,
  signingCertificateLevel,
  userLevel,
} from '../metrics/catalogue.ts';
import type { HeldCheck } from '../metrics/families/check.ts';
import type { HeldExemption } from '../metrics/families/exemption.ts';
import type { Level } from '../metrics/family.ts';
import { type AccessKey, isRoot, type SigningCertificate, type User } from '../model/credential-report.ts';
import type { CheckCount, Finding } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { UnixSeconds } from '../model/time.ts';
import { labelText } from './text-format.ts';

/** A subject with its identifying labels as text, made once and used by each family of its level. */
export interface Identified<Subject> {
  readonly identity: string;
  readonly subject: Subject;
}

export interface Subjects {
  readonly reports: Identified<Snapshot>[];
  readonly users: Identified<User>[];
  readonly accessKeys: Identified<AccessKey>[];
  readonly signingCertificates: Identified<SigningCertificate>[];
  readonly roots: Identified<User>[];
  readonly findings: Identified<Finding>[];
  readonly checkCounts: Identified<CheckCount>[];
  readonly checks: Identified<HeldCheck>[];
  readonly exemptions: Identified<HeldExemption>[];
}

export interface SubjectOptions {
  /** false: of all users only root, so that no user's name leaves. */
  readonly perUser: boolean;
  readonly policy: Policy;
  /** Accounts of the configuration, with a report or without. */
  readonly accounts: number;
}

/** A policy may hold hundreds of patterns against each of them. */
const USERS_PER_TURN = 100;

/** Everything that the page tells of, with the policy held against it at `now`. */
export async function collectSubjects(
  snapshots: Iterable<Snapshot>,
  options: SubjectOptions,
  now: UnixSeconds,
): Promise<Subjects> {
  const { perUser, policy } = options;
  const subjects = createSubjects();
  const covered = new Map<string, number>();
  for (const snapshot of snapshots) {
    const { accountId, users } = snapshot.report;
    subjects.reports.push(identify(reportLevel, snapshot, accountId));
    const evaluation = beginEvaluation(policy, snapshot, now);
    for (const [index, user] of users.entries()) {
      const findings = evaluation.evaluate(user);
      if (perUser || isRoot(user)) {
        addUser(subjects, accountId, user);
        for (const finding of findings) addFinding(subjects, finding);
      }
      if (index % USERS_PER_TURN === USERS_PER_TURN - 1) await setImmediate();
    }
    for (const count of evaluation.counts()) addCheckCount(subjects, count);
    for (const [name, findings] of evaluation.covered) {
      if (findings > 0) covered.set(name, (covered.get(name) ?? 0) + findings);
    }
  }
  // While an account has no report, an exemption that covers nothing may be its own.
  const covering = subjects.reports.length < options.accounts ? undefined : 0;
  addPolicy(subjects, policy, (name) => covered.get(name) ?? covering);
  return subjects;
}

function createSubjects(): Subjects {
  return {
    reports: [],
    users: [],
    accessKeys: [],
    signingCertificates: [],
    roots: [],
    findings: [],
    checkCounts: [],
    checks: [],
    exemptions: [],
  };
}

function addUser(subjects: Subjects, accountId: string, user: User): void {
  subjects.users.push(identify(userLevel, user, accountId, user.name));
  if (isRoot(user)) subjects.roots.push(identify(rootLevel, user, accountId));
  for (const key of user.accessKeys) {
    subjects.accessKeys.push(identify(accessKeyLevel, key, accountId, user.name, key.slot));
  }
  for (const certificate of user.signingCertificates) {
    subjects.signingCertificates.push(
      identify(signingCertificateLevel, certificate, accountId, user.name, certificate.slot),
    );
  }
}

function addFinding(subjects: Subjects, finding: Finding): void {
  const { accountId, accountName, owner, user, key = '', check, severity } = finding;
  subjects.findings.push(
    identify(findingLevel, finding, accountId, accountName, owner, user.name, key, check, severity),
  );
}

function addCheckCount(subjects: Subjects, count: CheckCount): void {
  const { accountId, accountName, owner, check, severity } = count;
  subjects.checkCounts.push(identify(checkCountLevel, count, accountId, accountName, owner, check, severity));
}

/** @param covered findings under an exemption, by its name. */
function addPolicy(subjects: Subjects, policy: Policy, covered: (name: string) => number | undefined): void {
  for (const check of enabledChecks(policy)) {
    const held = policy.checks[check.id];
    if (held !== undefined) subjects.checks.push(identify(checkLevel, { check, policy: held }, check.id));
  }
  for (const exemption of policy.exemptions) {
    const { name } = exemption;
    subjects.exemptions.push(identify(exemptionLevel, { exemption, findings: covered(name) }, name));
  }
}

function identify<Subject>(level: Level<Subject>, subject: Subject, ...values: string[]): Identified<Subject> {
  return { identity: labelText(level.identity, values), subject };
}
