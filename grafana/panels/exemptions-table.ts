import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { withExporter } from '../exporter-promql.ts';
import { collapse, earliest } from '../promql.ts';
import { DAYS_LEFT, zeroOrOne } from '../thresholds.ts';
import { DATE, DAYS } from '../units.ts';
import { lastScraped } from '../when.ts';
import { fill, type Rows, top } from './rows.ts';
import { table } from './table.ts';

/** Each exporter has a configuration of its own. */
const EXEMPTION = 'namespace, job, exemption';

const expiry = earliest(EXEMPTION, lastScraped('aws_iam_exemption_expiry_timestamp_seconds'));
/** The next to end comes first. */
const rows: Rows = { identity: EXEMPTION, all: expiry, rank: `-${expiry}` };
/** The metric is the end of the last day, UTC. Its noon is that day nearly everywhere. */
const LAST_NOON = 43_200;

export function exemptionsTable(width: number, height: number): Panel {
  return table({
    title: 'Exemptions, the next to expire first',
    description:
      'Exemptions of the configuration, for all accounts: the last day on which each is valid (UTC), and how many findings are open again after that. You can remove an exemption that covers nothing.',
    queries: {
      A: withExporter(top(rows)),
      B: fill(rows, `(${expiry} - ${LAST_NOON}) * 1000`),
      C: fill(rows, `floor((${expiry} - time()) / 86400)`),
      D: fill(rows, collapse(EXEMPTION, lastScraped('aws_iam_exemption_findings'))),
    },
    columns: [
      { field: 'exemption', title: 'Exemption', minWidth: 250 },
      { field: 'exporter', title: 'Job', width: 250 },
      { field: 'Value #B', title: 'Last day', width: 105, unit: DATE },
      { field: 'Value #C', title: 'Days left', width: 110, unit: DAYS, decimals: 0, thresholds: DAYS_LEFT },
      {
        field: 'Value #D',
        title: 'Findings',
        width: 120,
        mappings: [zeroOrOne(['covers nothing', 'warning'], ['1', 'neutral'])],
      },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'exemption' }],
    inWords: [
      { text: 'no exemption is configured', where: `group(${lastScraped('iam_credential_exporter_build_info')})` },
    ],
    noData: 'no data: Prometheus scrapes no exporter',
    width,
    height,
  });
}
