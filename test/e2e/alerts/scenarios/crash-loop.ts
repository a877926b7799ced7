/**
 * An exporter that is killed before it has read its account, over and over: two scrapes find it, four do not. Each time that it is
 * there Prometheus knows it again, but somebody is told all the time.
 */
import {
  configured,
  exporter,
  firesThroughout,
  KEPT,
  nothing,
  POD_1,
  PRODUCTION,
  report,
  type Scenario,
  series,
} from '../scenario.ts';
import { ALERT, FIRING, oldKey } from './old-key.ts';

const LOOPS = Array.from({ length: 75 }, (_, loop) => loop + 1);

/** An hour in good health with the value 0, then 75 loops of six minutes with the number of the loop, or with `value`. */
function loops(value?: number): string {
  return [`${value ?? 0}x60`, ...LOOPS.map((loop) => `stale _ _ _ ${value ?? loop}x1`)].join(' ');
}

const RESTARTING = { severity: 'warning', ...KEPT };
const LOST = { severity: 'warning', ...KEPT, ...PRODUCTION };

export const crashLoopScenarios: readonly Scenario[] = [
  {
    name: 'a crash loop is told, and so is the account that is not read any more',
    series: {
      ...exporter(POD_1, loops(1)),
      ...configured(POD_1, PRODUCTION, loops(0)),
      [series('process_start_time_seconds', POD_1)]: loops(),
      ...report(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
    },
    expect: [
      // It takes four restarts, and half an hour since the exporter was first there without the report.
      firesThroughout('AwsIamExporterRestarting', '8h20m', 418, RESTARTING),
      firesThroughout('AwsIamAccountLost', '8h20m', 406, LOST),
      { at: '6h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '8h20m', 486, FIRING.labels),
      // As far as it can tell, the exporter is always back in time.
      nothing('AwsIamExporterDown', '7h5m'),
      nothing('AwsIamExporterDown', '8h20m'),
    ],
  },
];
