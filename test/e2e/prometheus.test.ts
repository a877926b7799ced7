/** A real Prometheus reads the exporter, in both formats, and keeps every sample. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { syntheticReport } from '../../scripts/synthetic-report/synthetic-report.ts';
import { type Exporter, startExporter } from './support/exporter-process.ts';
import { familyNames, samplesByName } from './support/exposition.ts';
import { KNOWN_ACCOUNT, knownReport, reportFile } from './support/known-report.ts';
import { type Prometheus, startPrometheus } from './support/prometheus.ts';
import { type Relay, startRelay } from './support/relay.ts';
import { run } from './support/tools.ts';

const OUR_FAMILIES = /^(aws_iam|iam_credential_exporter)_.+$/;
const TEXT_ONLY = 'text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

let exporter: Exporter;
let page: string;
let prometheus: Prometheus;
const relays = new Map<string, Relay>();

beforeAll(async () => {
  const now = Date.now();
  const synthetic = syntheticReport({ users: 200, seed: 1, now: now / 1000, accountId: '444455556666' });
  const accounts = [
    { name: 'known', reportFile: await reportFile(knownReport(now)), owner: 'payments' },
    { name: 'synthetic', reportFile: await reportFile(synthetic) },
  ];
  exporter = await startExporter({ config: { accounts } });
  page = await exporter.metrics(
    /info\{account_id="444455556666"[^]*info\{account_id="111122223333"|info\{account_id="111122223333"[^]*info\{account_id="444455556666"/,
  );
  relays.set('openmetrics', await startRelay(exporter.url));
  relays.set('text', await startRelay(exporter.url, TEXT_ONLY));
  prometheus = await startPrometheus(
    [...relays].map(([job, { address }]) => ({
      job_name: job,
      honor_labels: true,
      static_configs: [{ targets: [address] }],
    })),
  );
  await prometheus.process.until('both jobs were scraped', async () =>
    (await prometheus.query('scrape_samples_scraped > 0')).length === 2 ? true : undefined,
  );
});

describe.each(['openmetrics', 'text'])('scraped as %s', (job) => {
  const one = async (promql: string) => {
    const result = await prometheus.query(promql);
    expect(result).toHaveLength(1);
    return result[0];
  };

  it('negotiates that format, compressed', () => {
    const last = relays.get(job)?.last;
    const type = job === 'text' ? /^text\/plain; version=0\.0\.4/ : /^application\/openmetrics-text; version=1\.0\.0/;
    expect(last?.answered['content-type']).toMatch(type);
    expect(last?.answered['content-encoding']).toBe('gzip');
  });

  it('is up, without an error', async () => {
    const target = (await prometheus.targets()).find(({ labels }) => labels.job === job);
    expect(target).toMatchObject({ health: 'up', lastError: '' });
    expect((await one(`up{job="${job}"}`))?.value).toBe(1);
  });

  it('keeps every sample of the page', async () => {
    const scraped = await one(`scrape_samples_scraped{job="${job}"}`);
    const kept = await one(`scrape_samples_post_metric_relabeling{job="${job}"}`);
    expect(kept?.value).toBe(scraped?.value);

    // By name, and without Node's own families, whose number of series grows while it runs.
    const series = await prometheus.query(`count by (__name__) ({__name__=~"${OUR_FAMILIES.source}", job="${job}"})`);
    const stored = new Map(series.map(({ metric, value }) => [metric.__name__, value]));
    const onThePage = [...samplesByName(page)].filter(([name]) => OUR_FAMILIES.test(name));
    expect(stored).toEqual(new Map(onThePage));
  });

  it('shows what the report says', async () => {
    const alice = `{job="${job}", account_id="${KNOWN_ACCOUNT}", user="alice@example.com"}`;
    const key = `{job="${job}", account_id="${KNOWN_ACCOUNT}", user="deploy", key="1"}`;
    const root = `{job="${job}", account_id="${KNOWN_ACCOUNT}", user="<root_account>"}`;
    expect((await one(`aws_iam_user_info${alice}`))?.metric).toMatchObject({ path: '/people/', kind: 'human' });
    expect((await one(`aws_iam_user_mfa_disabled${alice}`))?.value).toBe(1);
    expect((await one(`aws_iam_user_password_age_days${alice}`))?.value).toBe(200);
    expect((await one(`aws_iam_access_key_active${key}`))?.value).toBe(1);
    expect((await one(`aws_iam_access_key_age_days${key}`))?.value).toBe(100);
    expect((await one(`aws_iam_access_key_unused_days${key}`))?.value).toBe(2);
    expect((await one(`aws_iam_access_key_last_used_info${key}`))?.metric).toMatchObject({
      last_used_service: 's3',
      last_used_region: 'eu-central-1',
    });
    expect((await one(`aws_iam_user_mfa_active${root}`))?.value).toBe(1);
    expect((await one(`aws_iam_credential_report_users{job="${job}", account_name="known"}`))?.value).toBe(3);
    expect((await one(`aws_iam_account_info{job="${job}", account_name="known"}`))?.metric).toMatchObject({
      account_id: KNOWN_ACCOUNT,
      source: 'file',
      owner: 'payments',
    });
    expect((await one(`iam_credential_exporter_fact_up{job="${job}", account_name="known"}`))?.value).toBe(1);
  });
});

it.each(['duplicate_timestamp', 'out_of_order', 'out_of_bounds'])('has no %s samples', async (problem) => {
  expect(await prometheus.own(`prometheus_target_scrapes_sample_${problem}_total`)).toBe(0);
});

it('is named as promtool wants it, but for the days', async () => {
  const text = await (await fetch(`${exporter.url}/metrics`, { headers: { accept: TEXT_ONLY } })).text();
  const { code, stdout, stderr } = await run('promtool', ['check', 'metrics'], text);
  // Whole days keep a series constant for a day (docs/architecture.md); seconds would change at every scrape.
  const inDays = familyNames(text).filter((name) => name.endsWith('_days'));
  const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
  expect(complaints.sort()).toEqual(inDays.map((name) => `${name} use base unit "seconds" instead of "days"`).sort());
  expect(code).toBe(inDays.length > 0 ? 3 : 0);
});
