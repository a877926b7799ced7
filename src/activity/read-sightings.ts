/**
 * What a record shows of that which the watch looks for. Source: CloudTrail user guide, "AWS Management Console sign-in events"; IAM
 * user guide, "Logging IAM and AWS STS API calls with AWS CloudTrail"; CloudTrail API reference.
 */
import type { ActivityEvent, ActivityTarget, Principal } from '../model/activity-event.ts';
import type { EventKind, Maker, Sighting } from '../model/facts/activity.ts';
import { ROOT_USER_NAME } from '../model/facts/credential-report.ts';
import { isQuarantine } from '../model/quarantine.ts';
import { endOfArn, fieldsOf } from './fields.ts';
import { narrowsTrail } from './narrowed-trail.ts';
import { readEvent } from './read-event.ts';
import { isRootUse } from './root-use.ts';

/** Never throws, whatever it is given. */
export function readSightings(record: unknown): readonly Sighting[] {
  const read = readEvent(record);
  if (!read.ok) return [];
  const { event } = read;
  const { time, error, principal } = event;
  const ofRoot = isOfOwnRoot(event) ? kindsOfRoot(event) : [];
  const byRoot = ofRoot.map((kind): Sighting => ({ kind, user: ROOT_USER_NAME, time }));
  if (event.service === SIGN_IN) {
    const user = nameOf(principal);
    return [...byRoot, ...kindsOfSignIn(event).map((kind): Sighting => ({ kind, user, time }))];
  }
  if (error !== undefined) return byRoot;
  const user = userOf(event);
  const maker = makerOf(event, user);
  const made = maker !== undefined && { maker };
  return [...byRoot, ...kindsOfChange(event, record, maker).map((kind): Sighting => ({ kind, user, ...made, time }))];
}

/** Root of another account may be in a record of this one. */
function isOfOwnRoot({ principal: { kind, issuer, accountId: own }, accountId }: ActivityEvent): boolean {
  return (kind === 'root' || issuer?.kind === 'root') && (own === undefined || own === accountId);
}

const SIGN_IN = 'signin.amazonaws.com';
const TRAILS = 'cloudtrail.amazonaws.com';
const CALLS: ReadonlySet<string> = new Set(['AwsApiCall', 'AwsConsoleAction']);

function kindsOfRoot(event: ActivityEvent): readonly EventKind[] {
  const { service, name, type, principal, error } = event;
  if (principal.assumedRoot === true) return ['root_session_assumed'];
  const ofSession = principal.issuer?.kind === 'root' && principal.invokedBy === undefined;
  if (!isRootUse(event) && !ofSession) return [];
  if (service !== SIGN_IN) return CALLS.has(type) ? ['root_api'] : [];
  switch (name) {
    case 'ConsoleLogin':
      return [error === undefined ? 'root_sign_in' : 'root_sign_in_failed'];
    case 'PasswordRecoveryRequested':
      return error === undefined ? ['root_password_recovery_requested'] : [];
    case 'PasswordRecoveryCompleted':
      return error === undefined ? ['root_password_recovery_completed'] : [];
    default:
      return [];
  }
}

/** Of an IAM user. A role's sign-in says that there was no MFA where the identity provider asked for it. */
function kindsOfSignIn({ name, principal: { kind, mfa }, error }: ActivityEvent): readonly EventKind[] {
  if (name !== 'ConsoleLogin' || kind !== 'user') return [];
  if (error !== undefined) return ['sign_in_failed'];
  return mfa === false ? ['sign_in', 'sign_in_without_mfa'] : ['sign_in'];
}

function kindsOfChange(event: ActivityEvent, record: unknown, maker: Maker | undefined): readonly EventKind[] {
  const { service, name } = event;
  if (service === TRAILS) return narrowsTrail(name, record) ? ['trail_stopped'] : [];
  if (service !== 'iam.amazonaws.com') return [];
  switch (name) {
    case 'CreateAccessKey':
      return maker === undefined ? ['access_key_created'] : ['access_key_created', 'access_key_created_for_other'];
    case 'UpdateAccessKey':
      return kindsOfStatus(record);
    case 'DeleteAccessKey':
      return ['access_key_deleted'];
    case 'CreateUser':
      return ['user_created'];
    case 'CreateLoginProfile':
      return ['password_created'];
    case 'UpdateLoginProfile':
      return ['password_reset'];
    case 'EnableMFADevice':
      return ['mfa_enabled'];
    case 'DeactivateMFADevice':
      return ['mfa_removed'];
    case 'AttachUserPolicy':
    case 'PutUserPolicy':
      // The caller does not matter: AWS has recorded it as a call of the user itself.
      return event.targets.some(isOfQuarantine) ? ['quarantined'] : [];
    default:
      return [];
  }
}

function kindsOfStatus(record: unknown): readonly EventKind[] {
  const { status } = fieldsOf(fieldsOf(fieldsOf(record).requestParameters));
  if (status === 'Active') return ['access_key_activated'];
  return status === 'Inactive' ? ['access_key_deactivated'] : [];
}

function isOfQuarantine({ kind, name }: ActivityTarget): boolean {
  return kind === 'policy' && isQuarantine(endOfArn(name));
}

/**
 * To whom it happened; empty: nobody, or the record does not say. AWS calls root by many names, some of which no user can have: an
 * event in which root calls and no user is named happened to root.
 */
function userOf({ service, targets, principal }: ActivityEvent): string {
  if (service === TRAILS) return '';
  const target = targets.find(({ kind }) => kind === 'user');
  return target?.name ?? nameOf(principal);
}

function nameOf({ kind, name = '', issuer }: Principal): string {
  if (kind === 'root' || issuer?.kind === 'root') return ROOT_USER_NAME;
  return kind === 'user' ? name : (issuer?.name ?? '');
}

/** undefined: the user itself. A session that a user got counts as the user. */
function makerOf({ principal }: ActivityEvent, user: string): Maker | undefined {
  const { kind, name, issuer, assumedRoot } = principal;
  // Nobody signed in as root.
  if (assumedRoot === true) return { kind: 'root' };
  if (nameOf(principal) === user && user !== '') return undefined;
  const maker = issuer ?? { kind, name };
  return { kind: maker.kind, ...(maker.name !== undefined && { name: maker.name }) };
}
