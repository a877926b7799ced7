/**
 * Two accounts, one user who has everything, and one exporter, in which no two families that stand beside each other have the same
 * value: what shows another family's value shows the wrong one. Told at 90m, which is 5400 seconds.
 */
import { ONE, THREE, TWO } from './board-stories.ts';

type Labels = Readonly<Record<string, string>>;
/** A value that does not change, or promtool's notation. */
type Values = number | string;

const TARGET = { job: 'exporter', instance: 'a' };

/** Series of the one target. */
function told(
  prefix: string,
  labels: Labels,
  families: Readonly<Record<string, Values>>,
  target: Labels = TARGET,
): [string, string][] {
  const text = Object.entries({ ...labels, ...target })
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');
  return Object.entries(families).map(([family, values]) => [
    `${prefix}${family}{${text}}`,
    typeof values === 'number' ? `${values}x90` : values,
  ]);
}

const ACCOUNT_ONE = { account_id: ONE, account_name: 'one', owner: 'payments' };
const ACCOUNT_TWO = { account_id: TWO, account_name: 'two', owner: 'payments' };
const ACCOUNT_THREE = { account_id: THREE, account_name: 'three' };
const ANA = { account_id: ONE, user: 'ana' };
const BEN = { account_id: ONE, user: 'ben' };
const CAT = { account_id: ONE, user: 'cat' };
const DAN = { account_id: ONE, user: 'dan' };
const ROOT = { account_id: ONE, user: '<root_account>' };

function counted(account: Labels, check: string, severity: string, open: Values, exempt: number, unknown: number) {
  return Object.entries({ open, exempt, unknown }).flatMap(([status, values]) =>
    told('aws_iam_', { ...account, check, severity, status }, { check_findings: values }),
  );
}

const counts = [
  // 7 at the start of the time range.
  ...counted(ACCOUNT_ONE, 'root-used', 'critical', '7x44 2x45', 3, 4),
  ...counted(ACCOUNT_ONE, 'access-key-not-rotated', 'warning', 50, 6, 1),
  ...counted(ACCOUNT_ONE, 'access-key-unused', 'warning', 80, 90, 11),
  ...counted(ACCOUNT_ONE, 'two-active-access-keys', 'info', 1200, 13, 14),
  ...counted(ACCOUNT_TWO, 'root-used', 'critical', 100_000, 200_000, 300_000),
  ...counted(ACCOUNT_TWO, 'access-key-unused', 'warning', 10_000, 20_000, 30_000),
  ...counted(ACCOUNT_TWO, 'two-active-access-keys', 'info', 5_000_000, 6_000_000, 7_000_000),
];

const check = { check: 'two-active-access-keys' };
const ofFinding = (user: string, key: string, id: string) => ({
  ...ACCOUNT_ONE,
  user,
  key,
  check: id,
  severity: 'warning',
});
/** As the exporter shows it and as the rules record it, whatever the instance. */
const open = (labels: Labels, values: Values) => [
  ...told('aws_iam_', labels, { finding: values }),
  ...told('aws_iam:finding:', labels, { held: values }, { job: TARGET.job }),
];
const found = (key: string, id: string, age: number, limit: number) => [
  ...open(ofFinding('ana', key, id), 1),
  ...told('aws_iam_finding_', ofFinding('ana', key, id), { age_days: age, limit_days: limit }),
];
const below = (account_id: string, account_name: string, ou: string) =>
  told('aws_iam_', { account_id, account_name, ou }, { account_ou_info: 1 });
const units = [
  ...below(ONE, 'one', 'ou-ab12-11111111'),
  ...below(ONE, 'one', 'ou-ab12-22222222'),
  ...below(TWO, 'two', 'ou-ab12-11111111'),
];

const findings = [
  // Two that were not there at the start of the time range, and one that was.
  ...open(ofFinding('ben', '1', 'access-key-unused'), '_x60 1x30'),
  ...open(ofFinding('ben', '2', 'access-key-unused'), '_x60 1x30'),
  ...open(ofFinding('ben', '', 'password-unused'), '1x50 stale'),
  ...found('1', 'access-key-not-rotated', 3, 44),
  ...found('1', 'access-key-unused', 41, 42),
  ...found('', 'password-unused', 5, 6),
  ...told(
    'aws_iam_',
    { ...check, title: 'Two keys', severity: 'info', cis: '1.13', securityhub: 'IAM.9' },
    { check_info: 1 },
  ),
  ...told('aws_iam_', check, { check_threshold_days: 43 }),
  ...told('aws_iam_', { check: 'access-key-unused', title: 'Unused', severity: 'warning' }, { check_info: 1 }),
  ...told('aws_iam_', { check: 'password-unused', title: 'Idle', severity: 'warning' }, { check_info: 1 }),
  ...told(
    'aws_iam_exemption_',
    { exemption: 'accepted' },
    { expiry_timestamp_seconds: 5400 + 3 * 86_400, findings: 91 },
  ),
];

const happened = (labels: Labels, events: Readonly<Record<string, Values>>) =>
  Object.entries(events).flatMap(([event, values]) =>
    told('aws_iam_event_', { ...labels, event }, { last_seen_timestamp_seconds: values }),
  );
/** Of the account one alone. The range begins at 1800. */
const activity = [
  ...told(
    'iam_credential_exporter_fact_',
    { account_name: 'one', fact: 'activity' },
    { refresh_interval_seconds: 910 },
  ),
  ...told(
    'iam_credential_exporter_activity_',
    { account_name: 'one', region: 'eu-north-1', source: 'events' },
    { complete: 0, watermark_timestamp_seconds: 2500 },
  ),
  ...happened(ROOT, {
    root_sign_in: 2100,
    root_api: 2200,
    root_sign_in_failed: 2300,
    root_password_recovery_requested: 2400,
  }),
  ...happened(ANA, {
    access_key_created: 4900,
    access_key_activated: 2600,
    access_key_deactivated: 2700,
    access_key_deleted: 2800,
    password_reset: 2900,
    mfa_removed: 3000,
    user_created: 1700,
  }),
  ...happened({ account_id: ONE }, { trail_stopped: 3100 }),
  ...happened({ account_id: TWO, user: 'ana' }, { access_key_created: 1600 }),
  ...told(
    'aws_iam_',
    { ...ACCOUNT_ONE, check: 'mfa-removed', severity: 'warning', status: 'open' },
    { check_findings: 700 },
  ),
  ...told('aws_iam_finding_', ofFinding('ana', '', 'mfa-removed'), { event_timestamp_seconds: 3200 }),
  ...told('aws_iam_', { check: 'mfa-removed', title: 'MFA removed', severity: 'warning' }, { check_info: 1 }),
];

const users = [
  ...told('aws_iam_user_', { ...ANA, kind: 'human' }, { info: 1 }),
  ...told('aws_iam_user_', { ...BEN, kind: 'machine' }, { info: 1 }),
  ...told('aws_iam_user_', { ...ROOT, kind: 'root' }, { info: 1 }),
  ...told('aws_iam_user_', { ...CAT, kind: 'human' }, { info: 1 }),
  ...told('aws_iam_user_', { ...DAN, kind: 'human' }, { info: 1 }),
  ...told('aws_iam_user_', CAT, { password_enabled: 1, mfa_active: 1 }),
  ...told('aws_iam_user_', DAN, { password_enabled: 1, mfa_active: 0 }),
  ...told('aws_iam_user_', ROOT, { mfa_active: 1 }),
  ...told('aws_iam_root_', { account_id: ONE }, { credentials_present: 7 }),
  ...told('aws_iam_user_', ANA, {
    created_timestamp_seconds: 1200,
    mfa_active: 22,
    mfa_disabled: 23,
    password_enabled: 21,
    password_age_days: 24,
    password_unused_days: 25,
    password_never_used: 26,
    password_idle_days: 27,
    quarantined: 32,
    password_last_changed_timestamp_seconds: 1300,
    password_last_used_timestamp_seconds: 1400,
    password_next_rotation_timestamp_seconds: 1500,
  }),
  ...told(
    'aws_iam_access_key_',
    { ...ANA, key: '1' },
    {
      active: 1,
      age_days: 300,
      unused_days: 31,
      idle_days: 28,
      never_used: 17,
      last_rotated_timestamp_seconds: 1000,
      last_used_timestamp_seconds: 1100,
    },
  ),
  ...told(
    'aws_iam_access_key_',
    { ...ANA, key: '1', last_used_service: 's3', last_used_region: 'eu-west-1' },
    { last_used_info: 1 },
  ),
  ...told('aws_iam_access_key_', { ...ANA, key: '2' }, { active: 1, age_days: 51, never_used: 2 }),
  ...told('aws_iam_access_key_', { ...BEN, key: '1' }, { active: 0, age_days: 900, never_used: 4 }),
  ...told(
    'aws_iam_signing_certificate_',
    { ...ANA, certificate: '1' },
    { active: 8, age_days: 9, last_rotated_timestamp_seconds: 1600 },
  ),
  ...told('aws_iam_', { ...ANA, mfa_kind: 'virtual' }, { mfa_device_info: 1 }),
  ...told('aws_iam_', { ...ROOT, mfa_kind: 'other' }, { mfa_device_info: 1 }),
  ...told('aws_iam_', { ...ANA, user_owner: 'operations' }, { user_owner_info: 1 }),
  ...told(
    'aws_iam_service_credential_',
    { ...ANA, credential_service: 'bedrock.amazonaws.com', slot: '1' },
    { active: 33, age_days: 34, created_timestamp_seconds: 1700, expiry_timestamp_seconds: 1800 },
  ),
];

const requires = (character_class: string, value: number) =>
  told('aws_iam_password_policy_', { account_id: ONE, character_class }, { requires: value });
const quota = (name: string, values: Readonly<Record<string, number>>) =>
  told('aws_iam_account_quota_', { account_id: ONE, quota: name }, values);
const settings = [
  ...told(
    'aws_iam_password_policy_',
    { account_id: ONE },
    { present: 35, min_length: 36, max_age_days: 37, reuse_prevention: 38 },
  ),
  ...requires('uppercase', 39),
  ...requires('lowercase', 40),
  ...requires('numbers', 41),
  ...requires('symbols', 42),
  ...quota('Users', { used: 12, limit: 48 }),
  ...quota('Roles', { used: 10, limit: 1000 }),
  ...quota('AccessKeysPerUser', { limit: 2 }),
];

const reported = (account: Labels, facts: Readonly<Record<string, Values>>) => [
  ...told('aws_iam_', { ...account, partition: 'aws-cn', source: 'file' }, { account_info: 1 }),
  ...told(
    'aws_iam_credential_report_',
    { account_id: String(account.account_id), account_name: String(account.account_name) },
    facts,
  ),
  ...told('aws_iam:account:', account, { last_read_timestamp_seconds: 5400 }, { job: TARGET.job }),
];
const reports = [
  ...reported(ACCOUNT_ONE, {
    generated_timestamp_seconds: 600,
    refresh_interval_seconds: 1200,
    users: 61,
    skipped_rows: 62,
  }),
  ...reported(ACCOUNT_TWO, {
    generated_timestamp_seconds: 3000,
    refresh_interval_seconds: 1200,
    users: 71,
    skipped_rows: 72,
  }),
];

const refreshed = (account: string, errors: Values, facts: Readonly<Record<string, Values>>) => [
  ...told(
    'iam_credential_exporter_',
    { account_name: account, fact: 'credential-report', reason: 'throttled' },
    { refresh_errors_total: errors },
  ),
  ...told('iam_credential_exporter_', { account_name: account, fact: 'credential-report' }, { fact_up: 0, ...facts }),
];
const inState = (shard: string, state: string, accounts: number) =>
  told('aws_iam_', { state, shard }, { organization_accounts: accounts });
const organization = [
  ...inState('0', 'member', 400),
  ...inState('1', 'member', 30),
  ...inState('1', 'suspended', 2),
  ...told('aws_iam_', { ...ACCOUNT_THREE, reason: 'suspended', shard: '1' }, { account_excluded_info: 1 }),
];
const exporter = [
  ...told('', {}, { up: 1 }),
  ...told('iam_credential_exporter_', { version: '1.10' }, { build_info: 1 }),
  ...told(
    'iam_credential_exporter_',
    {},
    { aws_clock_offset_seconds: -63, storage_errors_total: '0+2x90', log_lines_dropped_total: '0+5x90' },
  ),
  ...told('iam_credential_exporter_config_last_reload_', {}, { successful: 0, success_timestamp_seconds: 4400 }),
  ...refreshed('one', '0+1x90', {
    fact_timestamp_seconds: 900,
    fact_refresh_interval_seconds: 900,
    last_success_timestamp_seconds: 2000,
    next_refresh_timestamp_seconds: 6000,
    refresh_duration_seconds: 81,
  }),
  ...refreshed('two', 0, {
    fact_timestamp_seconds: 4000,
    fact_refresh_interval_seconds: 1000,
    last_success_timestamp_seconds: 5000,
    next_refresh_timestamp_seconds: 7000,
    refresh_duration_seconds: 82,
  }),
  // Never read.
  ...refreshed('three', 0, { fact_refresh_interval_seconds: 1100 }),
];

export const WORLD: Readonly<Record<string, string>> = Object.fromEntries([
  ...counts,
  ...findings,
  ...units,
  ...activity,
  ...users,
  ...settings,
  ...reports,
  ...exporter,
  ...organization,
]);
