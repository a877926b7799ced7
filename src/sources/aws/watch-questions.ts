/**
 * What the watch asks the event history, one attribute each, as AWS takes no second one. The questions are few and find few other events:
 * by `EventSource` of IAM the reads of every tool would come too, and each look-up is itself an event.
 */
import type { LookupAttribute } from '@aws-sdk/client-cloudtrail';
import type { EventKind } from '../../model/facts/activity.ts';

export interface WatchQuestion {
  readonly id: string;
  readonly attribute: LookupAttribute;
  /** What its answers may show. */
  readonly finds: readonly EventKind[];
  /** false: only in the home region. */
  readonly everywhere: boolean;
  /** At every third interval only. */
  readonly isSlow: boolean;
}

const ROOT_SIGN_INS: readonly EventKind[] = [
  'root_sign_in',
  'root_sign_in_failed',
  'root_password_recovery_requested',
  'root_password_recovery_completed',
];

const SIGN_INS: WatchQuestion = {
  id: 'sign-ins',
  attribute: { AttributeKey: 'EventSource', AttributeValue: 'signin.amazonaws.com' },
  finds: [...ROOT_SIGN_INS, 'sign_in', 'sign_in_without_mfa', 'sign_in_failed'],
  everywhere: true,
  isSlow: false,
};

const ROOT: WatchQuestion = {
  id: 'root',
  attribute: { AttributeKey: 'Username', AttributeValue: 'root' },
  finds: [...ROOT_SIGN_INS, 'root_api', 'root_session_assumed'],
  everywhere: true,
  isSlow: false,
};

export const WATCH_QUESTIONS: readonly WatchQuestion[] = [
  SIGN_INS,
  ROOT,
  ofIam('CreateAccessKey', ['access_key_created', 'access_key_created_for_other']),
  ofIam('UpdateAccessKey', ['access_key_activated', 'access_key_deactivated']),
  ofIam('DeleteAccessKey', ['access_key_deleted']),
  ofIam('CreateUser', ['user_created']),
  ofIam('CreateLoginProfile', ['password_created']),
  ofIam('UpdateLoginProfile', ['password_reset']),
  ofIam('EnableMFADevice', ['mfa_enabled']),
  ofIam('DeactivateMFADevice', ['mfa_removed']),
  ofIam('AttachUserPolicy', ['quarantined']),
  ofIam('PutUserPolicy', ['quarantined']),
  ...['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'].map((event): WatchQuestion => ({
    ...byName(event),
    finds: ['trail_stopped'],
    // In the region of the trail.
    everywhere: true,
    isSlow: true,
  })),
];

function ofIam(event: string, finds: readonly EventKind[]): WatchQuestion {
  return { ...byName(event), finds, everywhere: false, isSlow: false };
}

function byName(event: string): Pick<WatchQuestion, 'id' | 'attribute'> {
  return { id: event, attribute: { AttributeKey: 'EventName', AttributeValue: event } };
}
