import { type AnnotationQuery, AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { inSight } from './in-sight.ts';
import { collapse, ofChosenAccounts } from './promql.ts';
import { COLOURS } from './thresholds.ts';
import { DATASOURCE } from './variables.ts';

const GENERATED = collapse(
  'account_id',
  'aws_iam_credential_report_generated_timestamp_seconds{account_name=~"$account"}',
);

/**
 * A mark where AWS generated a report: nothing that the boards show can change between two of them. The value is the moment, so that
 * each report is marked once. `shown` is false where many accounts would draw a fence.
 */
export function reportAnnotation(shown: boolean): { build(): AnnotationQuery } {
  const annotation = new AnnotationQueryBuilder()
    .name('New reports')
    .datasource(DATASOURCE)
    .enable(shown)
    .iconColor(COLOURS.info)
    .expr(`(${ofChosenAccounts(GENERATED)}) * 1000`)
    .step('10m')
    .useValueForTime(true)
    .titleFormat('New credential report')
    .textFormat('{{account_name}} ({{account_id}})')
    .tagKeys('owner');
  return inSight(annotation);
}
