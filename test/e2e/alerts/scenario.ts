/** A story in time, told to the rules by `promtool test rules`: what Prometheus scrapes, minute by minute, and which alerts fire. */

export type Labels = Readonly<Record<string, string>>;

export interface Scenario {
  readonly name: string;
  /** Minutes between scrapes, and between evaluations; 1 if left out. Long stories are told in larger steps. */
  readonly every?: number;
  /** Minutes between evaluations, if they are not those between scrapes. */
  readonly evaluated?: number;
  /** Series and their values from minute 0 on, one a scrape, in promtool's notation: `1x60 stale _x30 0+1x10`. */
  readonly series: Readonly<Record<string, string>>;
  readonly expect: readonly Expectation[];
}

/** Exactly these alerts of that name fire at that time, which is `5h10m` after the beginning. */
export interface Firing {
  readonly at: string;
  readonly alert: string;
  readonly firing: readonly FiringAlert[];
}

export interface FiringAlert {
  readonly labels: Labels;
  readonly summary: string;
  readonly description: string;
}

/** Exactly these series come of a query at that time. */
export interface Answered {
  readonly at: string;
  readonly query: string;
  readonly gives: readonly { readonly labels: Labels; readonly value: number }[];
}

export type Expectation = Firing | Answered;

/** The labels of a scrape that alerts keep. */
export const KEPT = { namespace: 'monitoring', job: 'iam-credential-exporter' };

/** What a scrape in Kubernetes adds to the series of a pod. */
export const POD_1 = pod('iam-credential-exporter-1', '10.1.0.1:10063', 'node-a');
export const POD_2 = pod('iam-credential-exporter-2', '10.1.0.2:10063', 'node-b');

export const PRODUCTION = { account_id: '111122223333', account_name: 'production' };

export function series(metric: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll('"', '\\"')}"`);
  return `${metric}{${pairs.join(',')}}`;
}

/** What is there of an exporter that has read the account: the values of each series, or `values` for all. */
export function exporterWith(scraped: Labels, account: Labels, values: string): Record<string, string> {
  return { ...exporter(scraped, values), ...configured(scraped, account, values), ...report(scraped, account, values) };
}

export function exporter(scraped: Labels, values: string, of: Partial<ShardValues> = {}): Record<string, string> {
  const { shard = 0, totalShards = 1, membersKnown = 1 } = of;
  const as = (value: number) => values.replaceAll(/\b\d+x/g, `${value}x`);
  return {
    [series('iam_credential_exporter_build_info', { ...scraped, version: '1.2.3' })]: values,
    [series('iam_credential_exporter_members_known', scraped)]: as(membersKnown),
    [series('iam_credential_exporter_shard_ordinal', scraped)]: as(shard),
    [series('iam_credential_exporter_total_shards', scraped)]: as(totalShards),
  };
}

interface ShardValues {
  readonly shard: number;
  readonly totalShards: number;
  readonly membersKnown: 0 | 1;
}

/** That an exporter names the account, whichever shard reads it: by its id too, where it has one. */
export function member(scraped: Labels, account: Labels, values: string, shard = 0): Record<string, string> {
  return { [series('iam_credential_exporter_account_member', { ...scraped, ...account, shard: `${shard}` })]: values };
}

/**
 * A fact of an account of the configuration, its report unless another is named, whether it was read or not. The entry does not say
 * the id.
 */
export function configured(
  scraped: Labels,
  { account_name = '' }: Labels,
  values: string,
  fact = 'credential-report',
): Record<string, string> {
  const labels = { ...scraped, account_name, fact };
  return {
    ...(fact === 'credential-report' && member(scraped, { account_name }, values)),
    [series('iam_credential_exporter_refresh_errors_total', { ...labels, reason: 'access_denied' })]: values,
    [series('iam_credential_exporter_refresh_errors_total', { ...labels, reason: 'throttled' })]: values,
  };
}

/** Whether the last refresh of a fact succeeded. */
export function factUp(
  scraped: Labels,
  values: string,
  account_name = 'production',
  fact = 'credential-report',
): Record<string, string> {
  return { [series('iam_credential_exporter_fact_up', { ...scraped, account_name, fact })]: values };
}

export function refreshErrors(
  scraped: Labels,
  reason: string,
  values: string,
  account_name = 'production',
  fact = 'credential-report',
): Record<string, string> {
  return {
    [series('iam_credential_exporter_refresh_errors_total', { ...scraped, account_name, fact, reason })]: values,
  };
}

/** The report's own series; what the moment of its making is does not matter here. */
export function report(scraped: Labels, account: Labels, values: string): Record<string, string> {
  return {
    [series('aws_iam_credential_report_generated_timestamp_seconds', { ...scraped, ...account })]: values,
    [series('aws_iam_credential_report_refresh_interval_seconds', { ...scraped, ...account })]: values.replaceAll(
      /\b[01]x/g,
      '14400x',
    ),
  };
}

/** Exactly one alert of that name fires at that time; what it says is a matter of other tests. */
export function fires(alert: string, at: string, labels: Labels): Answered {
  const firing = { alertname: alert, alertstate: 'firing' };
  return {
    at,
    query: `ALERTS{alertname="${alert}",alertstate="firing"}`,
    gives: [{ labels: { __name__: 'ALERTS', ...firing, ...labels }, value: 1 }],
  };
}

/** The alert fires in each of the last `minutes` before that time, under one identity. */
export function firesThroughout(alert: string, at: string, minutes: number, labels: Labels, every = 1): Answered {
  return {
    at,
    // Half a minute less: Prometheus 3 leaves the left end of a range out, and Prometheus 2 counts it.
    query: `count_over_time(ALERTS{alertname="${alert}",alertstate="firing"}[${minutes - 1}m30s])`,
    gives: [{ labels: { alertname: alert, alertstate: 'firing', ...labels }, value: (minutes - 1) / every + 1 }],
  };
}

/** In each of the last `minutes` before that time the alert fires, under these labels or those. */
export function firesUnderAnyLabels(alert: string, at: string, minutes: number): Answered {
  return {
    at,
    query: `count_over_time(group(ALERTS{alertname="${alert}",alertstate="firing"})[${minutes - 1}m30s:1m])`,
    gives: [{ labels: {}, value: minutes }],
  };
}

export function nothing(alert: string, at: string): Firing {
  return { at, alert, firing: [] };
}

function pod(name: string, instance: string, node: string): Labels {
  return { ...KEPT, pod: name, instance, node };
}
