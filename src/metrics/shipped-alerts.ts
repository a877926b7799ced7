/** Families that the shipped alert rules read: without one, an alert stays silent. A test holds this list to the rules. */
export const READ_BY_SHIPPED_ALERTS: readonly string[] = [
  'aws_iam_access_key_last_rotated_timestamp_seconds',
  'aws_iam_check_findings',
  'aws_iam_credential_report_generated_timestamp_seconds',
  'aws_iam_credential_report_refresh_interval_seconds',
  'aws_iam_credential_report_skipped_rows',
  'aws_iam_exemption_expiry_timestamp_seconds',
  'aws_iam_exemption_findings',
  'aws_iam_finding',
  'aws_iam_finding_age_days',
  'aws_iam_finding_limit_days',
  'aws_iam_user_info',
  'iam_credential_exporter_aws_clock_offset_seconds',
  'iam_credential_exporter_build_info',
  'iam_credential_exporter_config_last_reload_successful',
  'iam_credential_exporter_fact_up',
  'iam_credential_exporter_refresh_errors_total',
];
