import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { withExporter } from '../exporter-promql.ts';
import { collapse, earliest, only } from '../promql.ts';
import { DAYS_LEFT, zeroOrOne } from '../thresholds.ts';
import { table } from './table.ts';
import { DAYS } from '../units.ts';

/** Each exporter has a configuration of its own. */
const EXEMPTION = 'namespace, job, exemption';

export function exemptionsTable(width: number, height: number): Panel {
  const expiry = earliest(EXEMPTION, 'aws_iam_exemption_expiry_timestamp_seconds');
  const exemptions = `bottomk($limit, (${expiry} - time()) / 86400)`;
  const fill = (expr: string) => only(expr, EXEMPTION, exemptions);
  return table({
    title: 'Exemptions, the next to expire first',
    description:
      'Exemptions of the configuration, for all accounts: when each ends, and how many findings are open again after that. You can remove an exemption that covers nothing.',
    queries: {
      A: withExporter(exemptions),
      B: fill(`${expiry} * 1000`),
      C: fill(collapse(EXEMPTION, 'aws_iam_exemption_findings')),
    },
    columns: [
      { field: 'exemption', title: 'Exemption' },
      { field: 'exporter', title: 'Job' },
      { field: 'Value #A', title: 'Days left', width: 110, unit: DAYS, decimals: 0, thresholds: DAYS_LEFT },
      { field: 'Value #B', title: 'Ends', width: 180, unit: 'dateTimeAsIso' },
      {
        field: 'Value #C',
        title: 'Findings',
        width: 110,
        mappings: [zeroOrOne(['covers nothing', 'warning'], ['1', 'neutral'])],
      },
    ],
    sort: { field: 'Value #A', descending: false },
    inWords: [{ text: 'no exemption is configured', where: 'group(iam_credential_exporter_build_info)' }],
    noData: 'no data: Prometheus scrapes no exporter',
    width,
    height,
  });
}
