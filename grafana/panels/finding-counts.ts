import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { SEVERITIES } from '../../src/model/finding.ts';
import { countFindings } from '../promql.ts';
import { inWords, NEUTRAL, ZERO_IS_NONE } from '../thresholds.ts';
import { countStat, stat } from './stat.ts';

const URGENCY = {
  critical: 'Act now: root was used or is open to misuse, or AWS found an access key in public.',
  warning: 'Somebody has to act in the next days. An alert fires.',
  info: 'Worth tidying up. No alert fires.',
} as const;

/** Where no check is enabled that could find any. */
const NO_CHECK = inWords({ none: 'no check' });

/** Open findings by severity, what is exempt, and what is unknown: 20 wide. */
export function findingCounts(): Panel[] {
  return [
    ...SEVERITIES.map((severity) =>
      countStat({
        title: `Open: ${severity}`,
        description: `Open findings of severity ${severity}. ${URGENCY[severity]}`,
        expr: countFindings('open', `severity="${severity}"`),
        otherwise: severity,
        mappings: [NO_CHECK],
        width: 4,
      }),
    ),
    stat({
      title: 'Exempt',
      description: 'Findings that an exemption covers. When the exemption expires, they are open again.',
      expr: countFindings('exempt'),
      mappings: [ZERO_IS_NONE, NO_CHECK],
      thresholds: NEUTRAL,
      width: 4,
    }),
    countStat({
      title: 'Unknown',
      description:
        'Results that are unknown, because a value that the check needs is missing. They are neither good nor bad.',
      expr: countFindings('unknown'),
      otherwise: 'warning',
      mappings: [NO_CHECK],
      width: 4,
    }),
  ];
}
