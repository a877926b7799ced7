/** How the damage of a key that somebody else may have is contained, in the order in which it is done. Nothing is deleted: it is evidence. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { KeyOwner, UserKeyOwner } from '../model/key-owner.ts';
import type { LeftBehind } from '../model/key-activity.ts';
import type { MadeKeys } from '../model/made-keys.ts';
import { denySessionsOfRoles, roleOf } from './containment-of-role.ts';
import { containRootSessions } from './containment-of-root-session.ts';
import { containSession } from './containment-of-session.ts';
import { type ContainmentStep, step } from './containment-step.ts';
import type { OwnCommands } from './own-commands.ts';
import { deactivateKey, denyOlderSessionsOfUser } from './revocation-commands.ts';
import { stopWhatItMade } from './stop-what-it-made.ts';

export interface Contained {
  readonly owner: KeyOwner;
  /** Of the key. Absent: not known. */
  readonly life?: readonly ActivityEvent[] | undefined;
  /** Absent: nobody looked. */
  readonly left?: LeftBehind | undefined;
  /** Absent: not known. */
  readonly madeKeys?: MadeKeys | undefined;
  /** Who got the session whose key it is; absent: not known. */
  readonly issuing?: ActivityEvent | undefined;
}

export function containmentSteps(
  { owner, life = [], left, madeKeys, issuing }: Contained,
  own: OwnCommands,
): readonly ContainmentStep[] {
  const again = lookAgainAt(owner.key.id, madeKeys?.owners ?? [], own);
  switch (owner.is) {
    case 'user-key':
      return [
        deactivate(owner),
        denySessions(owner.accountId, owner.user),
        ...ofLeft(left, owner, own),
        again,
        DELETE_LAST,
      ];
    case 'root-key':
      return [...ROOT_STEPS, ...ofLeft(left, owner, own), again, DELETE_LAST];
    case 'session-key':
      return [...containSession(owner.key.id, issuing, own), ...ofLeft(left, owner, own), again];
    case 'foreign-key':
      return [
        step(
          'tell its account',
          `Only the people of the account ${owner.accountId} can deactivate it: tell them, or AWS Support if you do not know them. If it is in a place of yours, take it out there.`,
        ),
      ];
    case 'no-key':
      return [...gone(owner.accountId, life), ...ofLeft(left, owner, own)];
    case 'not-known':
      return [
        step(
          'look with other credentials',
          'Sign in to the account, look for the user of the key, and deactivate it there. Then ask again.',
          [
            { command: `aws iam get-access-key-last-used --access-key-id ${owner.key.id}` },
            { command: deactivateKey('USER', owner.key.id) },
          ],
        ),
      ];
  }
}

function deactivate({ accountId, user, key, known, other }: UserKeyOwner): ContainmentStep {
  const both =
    other?.status === 'Active'
      ? ` The other key ${other.id} works too: if it was stored in the same place, it has leaked as well.`
      : '';
  if (known !== undefined && known.status !== 'Active') {
    return step('it is inactive', `The key does not work any more. Do not delete it: it is evidence.${both}`);
  }
  return step(
    'deactivate it',
    `Deactivate the key now. Do not delete it: it is evidence, and you can activate it again.${both}`,
    [{ accountId, command: deactivateKey(user, key.id) }],
  );
}

/** Its user is in the record of its deletion. */
function gone(accountId: string | undefined, life: readonly ActivityEvent[]): readonly ContainmentStep[] {
  const user = life.flatMap(({ targets }) => targets).find(({ kind }) => kind === 'user')?.name;
  const text = 'There is no key to deactivate. What it got before it was deleted may still work.';
  if (accountId !== undefined && user !== undefined) {
    return [step('nothing to deactivate', text), denySessions(accountId, user)];
  }
  const more = 'Sessions live for up to 36 hours: if you know its user, deny the sessions of the user.';
  return [step('nothing to deactivate', `${text} ${more}`, [{ command: denyOlderSessionsOfUser('USER') }])];
}

function denySessions(accountId: string, user: string): ContainmentStep {
  return step(
    'deny the sessions of the user',
    'Sessions that somebody got with the key live on without it, for up to 36 hours. Deny all that the user got until now. Another key of the user goes on working, and in the console the user has to sign in again.',
    [{ accountId, command: denyOlderSessionsOfUser(user) }],
  );
}

function ofLeft(left: LeftBehind | undefined, owner: KeyOwner, own: OwnCommands): readonly ContainmentStep[] {
  return [
    // First: a key that it made gets sessions of roles that are newer than their revocation.
    ...(left === undefined ? [] : stopWhatItMade(left)),
    ...revokeRoles(left, owner, own),
    ...containRootSessions(left?.sessions ?? []),
  ];
}

/** Of a user's own sessions, the policy on the user takes care. */
function revokeRoles(
  left: LeftBehind | undefined,
  { is, key }: KeyOwner,
  own: OwnCommands,
): readonly ContainmentStep[] {
  const roles = new Map((left?.sessions ?? []).flatMap((event) => roleOf(event) ?? []).map((role) => [role.arn, role]));
  const why = 'Sessions of a role live on too, for up to 12 hours.';
  if (roles.size > 0) {
    return denySessionsOfRoles(
      [...roles.values()],
      'revoke the sessions of its roles',
      `${why} Deny all that were issued until now for each role that it assumed; programs that use the role get a new session by themselves.`,
    );
  }
  // Root can assume no role. Source: STS API reference, AssumeRole.
  if (is === 'root-key') return [];
  return [
    step('look for its roles', `${why} None is known here: ask every region whether the key assumed a role.`, [
      { command: own.activity(key.id, '--event AssumeRole') },
    ]),
  ];
}

/** @param made keys that it made, which may have made more. */
function lookAgainAt(keyId: string, made: readonly KeyOwner[], own: OwnCommands): ContainmentStep {
  const ofMade = made.length === 0 ? '' : ' Look also at the keys that it made.';
  return step(
    'look again',
    `Look again in an hour, and tomorrow: CloudTrail takes minutes, and a session may have lived on. Ask every region what the key did.${ofMade}`,
    [{ command: own.whose(keyId, ...made.map(({ key }) => key.id)) }, { command: own.activity(keyId) }],
  );
}

/** Sources: STS API reference, GetSessionToken and GetFederationToken; IAM user guide, "AWS account root user". */
const ROOT_STEPS: readonly ContainmentStep[] = [
  step(
    'deactivate it as root',
    'Sign in as root, and deactivate the key: Security credentials, Access keys, Actions, Deactivate. Do not delete it: it is evidence. Change the password of root, and look whether its MFA is yours.',
  ),
  step(
    'sessions of root',
    'No policy of IAM stops sessions that root got with the key: they end within an hour. In a member account of an organization, a service control policy that denies root everything stops them and the key at once.',
  ),
];

const DELETE_LAST = step(
  'delete last',
  'Delete the key, and take the policies off again, when nobody needs the evidence any more and the programs have another key, or better a role.',
);
