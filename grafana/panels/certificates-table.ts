import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { withConsole } from '../console-link.ts';
import { CHOSEN_USER, ofChosenAccounts } from '../promql.ts';
import { about, ACTIVE, DATE, NO_SUCH_USER, WHOSE } from './credential-columns.ts';
import { table } from './table.ts';
import { DAYS } from '../units.ts';

const { of, fill, date } = about('account_id, user, certificate');
const certificates = `topk($limit, ${of('aws_iam_signing_certificate_active')})`;

export function certificatesTable(height: number): Panel {
  return table({
    title: 'Signing certificates',
    description:
      'X.509 signing certificates of the user. They are for old SOAP interfaces, and hardly anybody needs one.',
    queries: {
      A: withConsole(ofChosenAccounts(certificates)),
      B: date('aws_iam_signing_certificate_last_rotated_timestamp_seconds', certificates),
      C: fill('aws_iam_signing_certificate_age_days', certificates),
    },
    columns: [
      ...WHOSE,
      { field: 'certificate', title: 'Certificate', width: 100 },
      { field: 'Value #A', title: 'State', width: 100, mappings: [ACTIVE] },
      { field: 'Value #B', title: 'Made', ...DATE },
      { field: 'Value #C', title: 'Age', width: 100, unit: DAYS },
    ],
    sort: { field: 'Value #A', descending: true },
    inWords: [{ text: 'no signing certificate', where: CHOSEN_USER }],
    noData: NO_SUCH_USER,
    height,
  });
}
