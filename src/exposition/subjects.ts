import { setImmediate } from 'node:timers/promises';
import { accessKeyLevel, reportLevel, rootLevel, signingCertificateLevel, userLevel } from '../metrics/catalogue.ts';
import type { Level } from '../metrics/family.ts';
import { type AccessKey, isRoot, type SigningCertificate, type User } from '../model/credential-report.ts';
import type { Snapshot } from '../model/snapshot.ts';
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
}

const USERS_PER_TURN = 1000;

/** @param perUser false: of all users only root, so that no user's name leaves. */
export async function collectSubjects(snapshots: Iterable<Snapshot>, perUser: boolean): Promise<Subjects> {
  const subjects: Subjects = { reports: [], users: [], accessKeys: [], signingCertificates: [], roots: [] };
  for (const snapshot of snapshots) {
    const { accountId, users } = snapshot.report;
    subjects.reports.push(identify(reportLevel, snapshot, accountId));
    for (const [index, user] of users.entries()) {
      if (perUser || isRoot(user)) addUser(subjects, accountId, user);
      if (index % USERS_PER_TURN === USERS_PER_TURN - 1) await setImmediate();
    }
  }
  return subjects;
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

function identify<Subject>(level: Level<Subject>, subject: Subject, ...values: string[]): Identified<Subject> {
  return { identity: labelText(level.identity, values), subject };
}
