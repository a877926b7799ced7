/** The commands that stop a key, and the sessions that it left. The exporter runs none of them. */
import { shellWord } from '../model/shell-word.ts';

/**
 * The name that the console gives it, so that the console shows the sessions as revoked.
 * Source: IAM user guide, "Revoke IAM role temporary security credentials".
 */
const POLICY_NAME = 'AWSRevokeOlderSessions';
const DENY_ALL = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

/** Only sessions have a time of issue, so that it stops no long-term key. The shell puts in the time at which it is run. */
const DENY_OLDER = `'{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'"}}}]}'`;

export function deactivateKey(user: string, keyId: string): string {
  return `aws iam update-access-key --user-name=${shellWord(user)} --access-key-id ${keyId} --status Inactive`;
}

export function denyOlderSessionsOfUser(user: string): string {
  return `aws iam put-user-policy --user-name=${shellWord(user)} --policy-name ${POLICY_NAME} --policy-document ${DENY_OLDER}`;
}

export function denyOlderSessionsOfRole(role: string): string {
  return `aws iam put-role-policy --role-name=${shellWord(role)} --policy-name ${POLICY_NAME} --policy-document ${DENY_OLDER}`;
}

export function denyUser(user: string): string {
  return `aws iam put-user-policy --user-name=${shellWord(user)} --policy-name deny-all --policy-document '${DENY_ALL}'`;
}

export function denyRole(role: string): string {
  return `aws iam put-role-policy --role-name=${shellWord(role)} --policy-name deny-all --policy-document '${DENY_ALL}'`;
}
