/** The exemptions: whether each still holds, and still covers anything. */
import { carriedOn, type Guard, guard, LAST_WORD } from './guard-parts.ts';
import type { RecordingRule } from './rule.ts';
import { withDate } from './template.ts';

const EXEMPTION = 'namespace, job, exemption';

const EXEMPTION_FINDINGS = 'aws_iam:exemption_findings:max';
const EXEMPTION_EXPIRY = 'aws_iam:exemption_expiry_timestamp_seconds:max';
const EXEMPTION_HELD = 'aws_iam:exemption_expiry_timestamp_seconds:held';

export const exemptionRecordings: readonly RecordingRule[] = [
  {
    record: EXEMPTION_FINDINGS,
    expr: [
      `max by (${EXEMPTION}) (aws_iam_exemption_findings)`,
      `and on (${EXEMPTION}) count by (${EXEMPTION}) (aws_iam_exemption_findings) >= count by (${EXEMPTION}) (aws_iam_exemption_expiry_timestamp_seconds)`,
    ].join('\n'),
    comment: 'Once every replica of every shard can say it: each knows of its own accounts alone.',
  },
  { record: EXEMPTION_EXPIRY, expr: `max by (${EXEMPTION}) (aws_iam_exemption_expiry_timestamp_seconds)` },
  {
    ...carriedOn(EXEMPTION_HELD, EXEMPTION_EXPIRY, LAST_WORD),
    comment: 'The exemptions of the exporter, or of the exporter that is gone.',
  },
];

export const exemptionGuards: readonly Guard[] = [
  guard('AwsIamExemptionExpiring', 'warning', {
    comment: 'Also fires after it has expired, until somebody renews or removes it.',
    wait: '15m',
    expr: [
      `${EXEMPTION_HELD} * on (${EXEMPTION}) group_left (last_day)`,
      // The metric tells the end of the last day.
      `count_values by (${EXEMPTION}) ("last_day", ${EXEMPTION_HELD} - 1) - time() < 14 * 86400`,
    ].join('\n'),
    carried: ['last_day'],
    summary: 'An exemption expires within 14 days, or has expired.',
    description:
      'The exemption {{ $labels.exemption }} {{ if gt $value 0.0 }}expires soon{{ else }}has expired{{ end }}' +
      withDate('last_day', ': its last day {{ if gt $value 0.0 }}is{{ else }}was{{ end }} {{ . }}') +
      '. {{ if gt $value 0.0 }}After that the findings that it covers are open again.{{ else }}The findings that it covered are open again.{{ end }} ' +
      'Fix them or renew the exemption, and remove it from the configuration when nobody needs it.',
  }),
  guard('AwsIamExemptionUnused', 'warning', {
    comment: 'Right after a start no account has been read and no exemption covers anything.',
    wait: '1d',
    expr: [
      `last_over_time(${EXEMPTION_FINDINGS}[${LAST_WORD}]) == 0`,
      `and on (${EXEMPTION}) ${EXEMPTION_HELD} > time()`,
    ].join('\n'),
    summary: 'An exemption covers nothing.',
    description:
      'The exemption {{ $labels.exemption }} has covered no finding for a day. ' +
      'If somebody fixed the findings that it covered, remove it from the configuration. If not, correct its accounts, users and checks: each pattern must match the whole name.',
  }),
];
