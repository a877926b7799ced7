/**
 * The closed list of what is worth watching in an account, and how an event shows it. What looks alike and is something else is
 * kept out: a service or a security team that acts as root did not use root, and a failed change changed nothing.
 */
import type { ActivityEvent } from '../model/activity-event.ts';
import { isRootUse } from './root-use.ts';
import { SIGN_IN_SERVICE } from './sign-in.ts';

type Test = (event: ActivityEvent) => boolean;

interface EventKind {
  readonly kind: string;
  /** The only names of such events; absent: it may have any. */
  readonly names?: readonly string[];
  readonly is: Test;
}

const succeeded: Test = ({ error }) => error === undefined;
const of =
  (service: string): Test =>
  (event) =>
    event.service === service;
const all =
  (...tests: readonly Test[]): Test =>
  (event) =>
    tests.every((test) => test(event));
const not =
  (test: Test): Test =>
  (event) =>
    !test(event);

const ofIam = all(of('iam.amazonaws.com'), succeeded);
const ofTrail = all(of('cloudtrail.amazonaws.com'), succeeded);
const ofSignIn = of(SIGN_IN_SERVICE);
const isByRoot: Test = ({ principal }) => principal.kind === 'root';

/** A sign-in has steps of its own, such as CheckMfa: only ConsoleLogin is the sign-in. */
const SIGN_IN = ['ConsoleLogin'];

/** Root's own key is nobody else's. */
const isForOther: Test = ({ principal, targets }) => {
  const user = targets.find(({ kind }) => kind === 'user')?.name;
  return user !== undefined && !(principal.kind === 'user' && principal.name === user);
};

/** The policy that AWS attaches to a user whose key it found in public; later versions have a number. */
const QUARANTINE = /^arn:[a-z0-9-]+:iam::aws:policy\/AWSCompromisedKeyQuarantine(?:V\d+)?$/;
const isQuarantine: Test = ({ targets }) =>
  targets.some(({ kind, name }) => kind === 'policy' && QUARANTINE.test(name));

export const EVENT_KINDS = [
  { kind: 'root_sign_in', names: SIGN_IN, is: all(isRootUse, ofSignIn, succeeded) },
  { kind: 'root_sign_in_failed', names: SIGN_IN, is: all(isRootUse, ofSignIn, not(succeeded)) },
  /** Also a call that was denied: somebody made it. */
  { kind: 'root_api', is: all(isRootUse, not(ofSignIn)) },
  /** In the account of who asked for it. */
  { kind: 'root_session_assumed', names: ['AssumeRoot'], is: all(of('sts.amazonaws.com'), succeeded) },
  {
    kind: 'root_password_recovery_requested',
    names: ['PasswordRecoveryRequested'],
    is: all(isRootUse, ofSignIn, succeeded),
  },
  {
    kind: 'root_password_recovery_completed',
    names: ['PasswordRecoveryCompleted'],
    is: all(isRootUse, ofSignIn, succeeded),
  },

  { kind: 'sign_in', names: SIGN_IN, is: all(not(isByRoot), ofSignIn, succeeded) },
  /** Of a role nobody knows what its identity provider asked for. */
  {
    kind: 'sign_in_without_mfa',
    names: SIGN_IN,
    is: all(({ principal }) => principal.kind === 'user' && principal.mfa === false, ofSignIn, succeeded),
  },
  { kind: 'sign_in_failed', names: SIGN_IN, is: all(not(isByRoot), ofSignIn, not(succeeded)) },

  { kind: 'access_key_created', names: ['CreateAccessKey'], is: ofIam },
  { kind: 'access_key_created_for_other', names: ['CreateAccessKey'], is: all(ofIam, isForOther) },
  {
    kind: 'access_key_deactivated',
    names: ['UpdateAccessKey'],
    is: all(ofIam, ({ keyStatus }) => keyStatus === 'Inactive'),
  },
  {
    kind: 'access_key_activated',
    names: ['UpdateAccessKey'],
    is: all(ofIam, ({ keyStatus }) => keyStatus === 'Active'),
  },
  { kind: 'access_key_deleted', names: ['DeleteAccessKey'], is: ofIam },

  { kind: 'user_created', names: ['CreateUser'], is: ofIam },
  { kind: 'password_created', names: ['CreateLoginProfile'], is: ofIam },
  { kind: 'password_created_for_other', names: ['CreateLoginProfile'], is: all(ofIam, isForOther) },
  /** Who sets another's password can sign in as the other. */
  { kind: 'password_changed_for_other', names: ['UpdateLoginProfile'], is: all(ofIam, isForOther) },
  { kind: 'mfa_removed', names: ['DeactivateMFADevice'], is: ofIam },
  { kind: 'quarantined', names: ['AttachUserPolicy'], is: all(ofIam, isQuarantine) },
  { kind: 'trail_stopped', names: ['StopLogging', 'DeleteTrail'], is: ofTrail },
] as const satisfies readonly EventKind[];

export type EventKindName = (typeof EVENT_KINDS)[number]['kind'];

/** None, or several: a key for somebody else is a new key too. */
export function kindsOf(event: ActivityEvent): readonly EventKindName[] {
  const kinds: readonly (EventKind & { readonly kind: EventKindName })[] = EVENT_KINDS;
  return kinds
    .filter(({ names, is }) => (names === undefined || names.includes(event.name)) && is(event))
    .map(({ kind }) => kind);
}
