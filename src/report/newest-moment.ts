import { setImmediate } from 'node:timers/promises';
import type { CredentialReport, User } from '../model/facts/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';

/** Between two turns of the event loop: they are unpacked one by one. */
const USERS_PER_TURN = 500;

/** The newest moment of which the report says that something has happened: it was generated then, or later. */
export async function newestMoment({ users }: Pick<CredentialReport, 'users'>): Promise<UnixSeconds> {
  let newest = 0;
  let read = 0;
  for (const user of users) {
    for (const moment of momentsOf(user)) newest = Math.max(newest, moment);
    read += 1;
    if (read % USERS_PER_TURN === 0) await setImmediate();
  }
  return newest;
}

/** Not when a password has to be changed, which is to come. */
function momentsOf({ created, password, accessKeys, signingCertificates }: User): UnixSeconds[] {
  const moments = [
    created,
    password.lastChanged,
    password.lastUsed,
    ...accessKeys.flatMap(({ lastRotated, lastUsed }) => [lastRotated, lastUsed]),
    ...signingCertificates.map(({ lastRotated }) => lastRotated),
  ];
  return moments.filter((moment) => typeof moment === 'number');
}
