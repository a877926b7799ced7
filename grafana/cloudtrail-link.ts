/** Where the AWS console shows the records of CloudTrail behind an event, with its filter set: the one home of these addresses. */
import type { EventKind } from '../src/model/facts/activity.ts';
import { withConsoleOf } from './console-address.ts';

const ROOT = 'Username=root';
const SIGN_IN = 'EventName=ConsoleLogin';
const CREATE_KEY = 'EventName=CreateAccessKey';
const UPDATE_KEY = 'EventName=UpdateAccessKey';

/** One filter each, as the console takes no second one. */
const FILTERS: Readonly<Record<EventKind, string>> = {
  root_sign_in: ROOT,
  root_sign_in_failed: ROOT,
  root_api: ROOT,
  root_session_assumed: ROOT,
  root_password_recovery_requested: 'EventName=PasswordRecoveryRequested',
  root_password_recovery_completed: 'EventName=PasswordRecoveryCompleted',
  sign_in: SIGN_IN,
  sign_in_without_mfa: SIGN_IN,
  sign_in_failed: SIGN_IN,
  access_key_created: CREATE_KEY,
  access_key_created_for_other: CREATE_KEY,
  access_key_activated: UPDATE_KEY,
  access_key_deactivated: UPDATE_KEY,
  access_key_deleted: 'EventName=DeleteAccessKey',
  user_created: 'EventName=CreateUser',
  password_created: 'EventName=CreateLoginProfile',
  password_reset: 'EventName=UpdateLoginProfile',
  mfa_enabled: 'EventName=EnableMFADevice',
  mfa_removed: 'EventName=DeactivateMFADevice',
  quarantined: 'EventName=AttachUserPolicy',
  // A trail may be stopped in several ways.
  trail_stopped: 'EventSource=cloudtrail.amazonaws.com',
};

/** For a partition whose console nobody outside knows: how to look into the event history. */
const ELSEWHERE = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html';

/** Adds the label `cloudtrail`: the whole address. `expr` has the labels `account_id` and `event`. */
export function withCloudTrail(expr: string): string {
  const filtered = [...new Set(Object.values(FILTERS))].reduce((found, filter) => {
    const kinds = Object.entries(FILTERS).flatMap(([kind, its]) => (its === filter ? [kind] : []));
    return `label_replace(${found}, "filter", "events?${filter}", "event", "${kinds.join('|')}")`;
  }, expr);
  const joined = withConsoleOf('cloudtrailv2', 'cloudtrail', filtered);
  const page = `label_join(${joined}, "cloudtrail", "", "cloudtrail", "filter")`;
  // Without the address of a console the link would lead into Grafana.
  return `label_replace(${page}, "cloudtrail", "${ELSEWHERE}", "cloudtrail", "events.*")`;
}

/** For the column that shows the event, in a table with the column `cloudtrail`. */
export const CLOUDTRAIL_LINK = {
  title: 'CloudTrail console: who did it, and from where',
  url: '${__data.fields.cloudtrail:raw}',
  targetBlank: true,
};
