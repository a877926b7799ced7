/** The exporter's series that rules lean on, and the labels by which they tell exporters and accounts apart. */

/** All targets of one are replicas of one exporter. */
export const EXPORTER = 'namespace, job';
/** As the configuration has it. */
export const NAMED_ACCOUNT = 'namespace, job, account_name';
/** As AWS has it: several exporters may read one account, each with a policy of its own. */
export const ACCOUNT_BY_ID = 'namespace, job, account_id';
/** One of an account's facts, such as its credential report. */
export const NAMED_FACT = 'namespace, job, account_name, fact';
export const REPORTED_ACCOUNT = 'namespace, job, account_id, account_name';
/** One of the exporters that share the accounts of a job. */
export const SHARD_OF = 'namespace, job, shard';

export const BUILD = 'iam_credential_exporter_build_info';
export const REFRESH_ERRORS = 'iam_credential_exporter_refresh_errors_total';
/** The fact without which nothing is known of an account: one that has it is read, and one that cannot get it fails. */
export const REPORT_FACT = 'fact="credential-report"';
/** There for each account that was read. */
export const GENERATED = 'aws_iam_credential_report_generated_timestamp_seconds';

/** What Prometheus itself records of the alerts of these rules. */
export const FIRING = 'ALERTS{alertname=~"AwsIam.+",alertstate="firing"}';
