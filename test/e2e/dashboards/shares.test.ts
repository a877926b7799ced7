/** Shares count what is known, and say why there is none. */
import { NO_NUMBER } from '../../../grafana/thresholds.ts';
import type { PanelStory } from '../support/board-promtool.ts';
import { info, ONE, tell, TWO, type Stories } from '../support/board-stories.ts';

const counted = (check: string, id: string, open: number, exempt = 0, unknown = 0) =>
  Object.fromEntries(
    Object.entries({ open, exempt, unknown }).map(([status, count]) => [
      `aws_iam_check_findings{account_id="${id}",account_name="${id}",check="${check}",severity="warning",status="${status}"}`,
      `${count}x9`,
    ]),
  );
const named = (user: string, id = ONE) => ({
  [`aws_iam_user_info{account_id="${id}",user="${user}",kind="${user === ROOT ? 'root' : 'machine'}"}`]: '1x9',
});
const ROOT = '<root_account>';
/** Active keys of a user. */
const keys = (user: string, count: number, id = ONE) => ({
  ...named(user, id),
  ...Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `aws_iam_access_key_active{account_id="${id}",user="${user}",key="${index + 1}"}`,
      '1x9',
    ]),
  ),
});
const story =
  (panel: string) =>
  (series: PanelStory['series'], value: number): PanelStory => ({
    board: 'overview',
    panel,
    series: { [info(ONE, ONE)]: '1x9', [info(TWO, TWO)]: '1x9', ...series },
    at: '9m',
    gives: { '{}': value },
  });

const OLD = 'access-key-not-rotated';
const ofKeys = story('Keys within the limit');
const keysWithinTheLimit: Stories = {
  'open and exempt ones are not': ofKeys({ ...keys('ana', 2), ...keys('ben', 2), ...counted(OLD, ONE, 1, 1) }, 0.5),
  'one of unknown age is not counted': ofKeys({ ...keys('ana', 2), ...counted(OLD, ONE, 1, 0, 1) }, 0),
  'all of unknown age': ofKeys({ ...keys('ana', 1), ...counted(OLD, ONE, 0, 0, 1) }, NO_NUMBER.none),
  'no key': ofKeys({ ...named('ana'), ...counted(OLD, ONE, 0) }, NO_NUMBER.none),
  'the check is off': ofKeys(keys('ana', 1), NO_NUMBER.unknown),
  'the check is off in one account': ofKeys(
    { ...keys('ana', 1), ...keys('ben', 2, TWO), ...counted(OLD, TWO, 1) },
    0.5,
  ),
  'no user is named, and root has a key': ofKeys({ ...keys(ROOT, 1), ...counted(OLD, ONE, 50) }, NO_NUMBER.onlyRoot),
  'users of one account are not named': ofKeys(
    { ...keys(ROOT, 1), ...counted(OLD, ONE, 50), ...keys('ben', 2, TWO), ...counted(OLD, TWO, 1) },
    0.5,
  ),
};

const MFA = 'root-without-mfa';
const ofRoot = story('Accounts with a clean root');
const accountsWithACleanRoot: Stories = {
  'one of two': ofRoot({ ...counted(MFA, ONE, 1), ...counted(MFA, TWO, 0) }, 0.5),
  'one of which nobody knows is not counted': ofRoot({ ...counted(MFA, ONE, 0, 0, 1), ...counted(MFA, TWO, 1) }, 0),
  'one with a finding is not clean, whatever else is unknown': ofRoot(
    { ...counted(MFA, ONE, 0, 0, 1), ...counted('root-used', ONE, 1) },
    0,
  ),
  'nobody knows of any': ofRoot(counted(MFA, ONE, 0, 0, 1), NO_NUMBER.unknown),
  'no check of root is enabled': ofRoot(counted(OLD, ONE, 1), NO_NUMBER.none),
};

tell({ 'keys within the limit': keysWithinTheLimit, 'accounts with a clean root': accountsWithACleanRoot });
