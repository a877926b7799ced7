/** What happened, in words. */
import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { EVENT_KINDS, type EventKind } from '../src/model/facts/activity.ts';

const WORDS: Readonly<Record<EventKind, string>> = {
  root_sign_in: 'root signed in',
  root_sign_in_failed: 'sign-in as root failed',
  root_api: 'root called AWS',
  root_session_assumed: 'somebody got a session of root',
  root_password_recovery_requested: 'new password for root requested',
  root_password_recovery_completed: 'new password for root set',
  sign_in: 'user signed in',
  sign_in_without_mfa: 'user signed in without MFA',
  sign_in_failed: 'sign-in failed',
  access_key_created: 'access key made',
  access_key_created_for_other: 'access key made by another user',
  access_key_activated: 'access key activated',
  access_key_deactivated: 'access key deactivated',
  access_key_deleted: 'access key deleted',
  user_created: 'user made',
  password_created: 'first password set',
  password_reset: 'new password set',
  mfa_enabled: 'MFA device added',
  mfa_removed: 'MFA device removed',
  quarantined: 'user quarantined by AWS',
  trail_stopped: 'trail stopped or narrowed',
};

export const EVENT_IN_WORDS: ValueMapping = {
  type: MappingType.ValueToText,
  options: Object.fromEntries(EVENT_KINDS.map((kind, index) => [kind, { text: WORDS[kind], index }])),
};
