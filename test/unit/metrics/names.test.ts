import { expect, test } from '@jest/globals';
import { levels } from '../../../src/metrics/catalogue.ts';

/**
 * What users write into their rules and boards: level, name and labels. A line that changes here breaks them, so it belongs
 * into the changelog.
 */
const PROMISED: Record<string, readonly string[]> = {
  report: [
    'aws_iam_account_info{account_id,account_name,partition,source,owner}',
    'aws_iam_credential_report_generated_timestamp_seconds{account_id,account_name}',
    'aws_iam_credential_report_refresh_interval_seconds{account_id,account_name}',
    'aws_iam_credential_report_users{account_id,account_name}',
    'aws_iam_credential_report_skipped_rows{account_id,account_name}',
  ],
  'account settings': [
    'aws_iam_password_policy_present{account_id}',
    'aws_iam_password_policy_min_length{account_id}',
    'aws_iam_password_policy_max_age_days{account_id}',
    'aws_iam_password_policy_reuse_prevention{account_id}',
    'aws_iam_password_policy_requires{account_id,character_class}',
    'aws_iam_account_quota_used{account_id,quota}',
    'aws_iam_account_quota_limit{account_id,quota}',
  ],
  user: [
    'aws_iam_user_info{account_id,user,arn,path,kind}',
    'aws_iam_user_created_timestamp_seconds{account_id,user}',
    'aws_iam_user_mfa_active{account_id,user}',
    'aws_iam_user_mfa_disabled{account_id,user}',
    'aws_iam_user_password_enabled{account_id,user}',
    'aws_iam_user_password_last_changed_timestamp_seconds{account_id,user}',
    'aws_iam_user_password_last_used_timestamp_seconds{account_id,user}',
    'aws_iam_user_password_next_rotation_timestamp_seconds{account_id,user}',
    'aws_iam_user_password_age_days{account_id,user}',
    'aws_iam_user_password_unused_days{account_id,user}',
    'aws_iam_user_password_idle_days{account_id,user}',
    'aws_iam_user_password_never_used{account_id,user}',
  ],
  'user details': [
    'aws_iam_mfa_device_info{account_id,user,mfa_kind}',
    'aws_iam_user_quarantined{account_id,user}',
    'aws_iam_user_owner_info{account_id,user,user_owner}',
  ],
  key: [
    'aws_iam_access_key_active{account_id,user,key}',
    'aws_iam_access_key_last_rotated_timestamp_seconds{account_id,user,key}',
    'aws_iam_access_key_age_days{account_id,user,key}',
    'aws_iam_access_key_last_used_timestamp_seconds{account_id,user,key}',
    'aws_iam_access_key_unused_days{account_id,user,key}',
    'aws_iam_access_key_idle_days{account_id,user,key}',
    'aws_iam_access_key_never_used{account_id,user,key}',
    'aws_iam_access_key_last_used_info{account_id,user,key,last_used_service,last_used_region}',
  ],
  certificate: [
    'aws_iam_signing_certificate_active{account_id,user,certificate}',
    'aws_iam_signing_certificate_last_rotated_timestamp_seconds{account_id,user,certificate}',
    'aws_iam_signing_certificate_age_days{account_id,user,certificate}',
  ],
  'service credential': [
    'aws_iam_service_credential_active{account_id,user,credential_service,slot}',
    'aws_iam_service_credential_created_timestamp_seconds{account_id,user,credential_service,slot}',
    'aws_iam_service_credential_age_days{account_id,user,credential_service,slot}',
    'aws_iam_service_credential_expiry_timestamp_seconds{account_id,user,credential_service,slot}',
  ],
  root: ['aws_iam_root_credentials_present{account_id}'],
  activity: ['aws_iam_event_last_seen_timestamp_seconds{account_id,user,event}'],
  'activity region': [
    'iam_credential_exporter_activity_watermark_timestamp_seconds{account_name,region,source}',
    'iam_credential_exporter_activity_complete{account_name,region,source}',
  ],
  finding: [
    'aws_iam_finding{account_id,account_name,owner,user,key,check,severity}',
    'aws_iam_finding_age_days{account_id,account_name,owner,user,key,check,severity}',
    'aws_iam_finding_limit_days{account_id,account_name,owner,user,key,check,severity}',
    'aws_iam_finding_event_timestamp_seconds{account_id,account_name,owner,user,key,check,severity}',
  ],
  'check count': ['aws_iam_check_findings{account_id,account_name,owner,check,severity,status}'],
  check: ['aws_iam_check_info{check,title,severity,cis,securityhub}', 'aws_iam_check_threshold_days{check}'],
  exemption: ['aws_iam_exemption_expiry_timestamp_seconds{exemption}', 'aws_iam_exemption_findings{exemption}'],
  exporter: [
    'iam_credential_exporter_fact_up{account_name,fact}',
    'iam_credential_exporter_fact_timestamp_seconds{account_name,fact}',
    'iam_credential_exporter_fact_refresh_interval_seconds{account_name,fact}',
    'iam_credential_exporter_refresh_duration_seconds{account_name,fact}',
    'iam_credential_exporter_last_success_timestamp_seconds{account_name,fact}',
    'iam_credential_exporter_next_refresh_timestamp_seconds{account_name,fact}',
    'iam_credential_exporter_refresh_errors_total{account_name,fact,reason}',
    'iam_credential_exporter_build_info{version}',
    'iam_credential_exporter_aws_requests_total{operation,outcome}',
    'iam_credential_exporter_aws_clock_offset_seconds{}',
    'iam_credential_exporter_storage_errors_total{}',
    'iam_credential_exporter_log_lines_dropped_total{}',
    'iam_credential_exporter_series{}',
    'iam_credential_exporter_config_last_reload_successful{}',
    'iam_credential_exporter_config_last_reload_success_timestamp_seconds{}',
    'aws_iam_account_excluded_info{account_id,account_name,reason,shard}',
    'aws_iam_account_ou_info{account_id,account_name,ou}',
    'aws_iam_organization_accounts{state,shard}',
    'iam_credential_exporter_account_member{account_id,account_name,shard}',
    'iam_credential_exporter_members_known{}',
    'iam_credential_exporter_shard_ordinal{}',
    'iam_credential_exporter_total_shards{}',
  ],
};

test('the levels are the promised ones', () => {
  expect(levels.map(({ name }) => name)).toEqual(Object.keys(PROMISED));
});

test.each(levels.map(({ name, labels, families }) => ({ name, labels, families })))(
  'the families and labels of the level $name are the promised ones',
  ({ name, labels, families }) => {
    const identity = labels.map((label) => label.name);
    const found = families.map((family) => `${family.name}{${[...identity, ...family.labels].join(',')}}`);

    expect(found.sort()).toEqual([...(PROMISED[name] ?? [])].sort());
  },
);
