import { type Panel, VariableType } from '@grafana/grafana-foundation-sdk/dashboard';
import { ruleGroups } from '../../../alerts/rules-file.ts';
import type { Dashboard } from '../../../grafana/board.ts';
import { queriesOf } from '../../support/grafana/boards.ts';
import { type Choices, interpolate, RANGE } from '../../support/grafana/interpolate.ts';
import { type Sample, frames, transformed } from '../../support/grafana/transform.ts';
import type { BoardExporter } from './board-accounts.ts';
import { type Exporter, startExporter } from './exporter-process.ts';
import { type Prometheus, startPrometheus } from './prometheus.ts';

/** What the alert rules record, as soon as it is scraped. */
const RECORDINGS = {
  groups: ruleGroups.map(({ name, rules }) => ({
    name,
    rules: rules.filter((rule) => 'record' in rule).map(({ record, expr, labels }) => ({ record, expr, labels })),
  })),
};

/** A Prometheus that scrapes these exporters, as replicas of one job, and has seen all of them for as long as RANGE. */
export async function scrapedPrometheus(boardExporters: readonly BoardExporter[]): Promise<Prometheus> {
  return (await scraped(boardExporters)).prometheus;
}

/** The same with the exporters, to stop them. */
export async function scraped(
  boardExporters: readonly BoardExporter[],
): Promise<{ readonly prometheus: Prometheus; readonly exporters: readonly Exporter[] }> {
  const exporters = await Promise.all(boardExporters.map(({ options }) => startExporter(options)));
  const targets = exporters.map(({ url }) => new URL(url).host);
  const prometheus = await startPrometheus(
    [{ job_name: 'iam-credential-exporter', honor_labels: true, static_configs: [{ targets }] }],
    { rules: RECORDINGS },
  );
  await prometheus.process.until('every account was scraped often enough', async () => {
    const accounts = boardExporters.reduce((sum, one) => sum + one.accounts, 0);
    const ids = new Set((await prometheus.query('aws_iam_account_info')).map(({ metric }) => metric.account_id));
    const trended = await prometheus.query(`count by (account_id) (aws_iam:account_findings:trend offset ${RANGE})`);
    if (trended.length !== ids.size) return undefined;
    for (const series of new Set(boardExporters.flatMap(({ onePerAccount }) => onePerAccount))) {
      const seen = await prometheus.query(`${series} offset ${RANGE} and on (instance) (up offset 1s == 1)`);
      if (seen.length !== accounts) return undefined;
    }
    return true;
  });
  return { prometheus, exporters };
}

/** What each query variable offers, with `choices` for those that have one; All of the others. */
export async function offered(
  prometheus: Prometheus,
  dashboard: Dashboard,
  choices: Choices,
): Promise<Map<string, string[]>> {
  const variables = dashboard.templating.list ?? [];
  const result = new Map<string, string[]>();
  for (const { type, name, query, regex } of variables) {
    if (type !== VariableType.Query) continue;
    const text = interpolate((query as { query: string }).query, variables, {
      ...Object.fromEntries(result),
      ...choices,
    });
    const [, selector = '', label = ''] = /^label_values\((.*), (\w+)\)$/s.exec(text) ?? [];
    const [, expr = ''] = /^query_result\((.*)\)$/s.exec(text) ?? [];
    const samples = await prometheus.query(expr === '' ? `group by (${label}) (${selector})` : expr);
    const values = samples.map(({ metric, value }) => {
      if (regex === undefined || regex === '') return metric[label];
      const labels = Object.entries(metric).map((entry) => `${entry[0]}="${entry[1]}"`);
      return new RegExp(regex.slice(1, -1)).exec(`{${labels.join(',')}} ${value} 1700000000000`)?.[1];
    });
    result.set(
      name,
      values.filter((value) => value !== undefined),
    );
  }
  return result;
}

/** The samples of each query of a panel, by its letter. */
export async function answers(
  prometheus: Prometheus,
  dashboard: Dashboard,
  panel: Panel,
  choices: Choices,
): Promise<Map<string, Sample[]>> {
  const variables = dashboard.templating.list ?? [];
  const chosen = { ...Object.fromEntries(await offered(prometheus, dashboard, choices)), ...choices };
  const found = new Map<string, Sample[]>();
  for (const { refId = '', expr } of queriesOf(panel)) {
    found.set(refId, await prometheus.query(interpolate(expr, variables, chosen)));
  }
  return found;
}

export type Row = Readonly<Record<string, unknown>>;

/** The rows of a table panel after its transformations. */
export async function tableRows(
  panel: Panel,
  samples: ReadonlyMap<string, Sample[]>,
  framesOf = frames,
): Promise<Row[]> {
  const [frame, ...more] = await transformed(panel, framesOf(samples, Date.now()));
  if (more.length > 0) throw new Error(`${more.length + 1} frames: a table shows one at a time`);
  // Without a frame it shows the panel's text for "no data".
  if (frame === undefined) return [];
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map((field) => [field.name, field.values[row] as unknown])),
  );
}
