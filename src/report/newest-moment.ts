import type { CredentialReport, User } from '../model/facts/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';

/** The newest moment of which the report says that something has happened: it was generated then, or later. */
export function newestMoment({ users }: Pick<CredentialReport, 'users'>): UnixSeconds {
  let newest = 0;
  for (const user of users) for (const moment of momentsOf(user)) newest = Math.max(newest, moment);
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
