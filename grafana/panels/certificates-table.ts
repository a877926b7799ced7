import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_USER, ofChosenAccounts } from '../promql.ts';
import { about, ACTIVE, AGE_COLUMN, DAY_COLUMN, NO_SUCH_USER } from './credential-columns.ts';
import { fill, type Rows, top } from './rows.ts';
import { table } from './table.ts';

const CERTIFICATE = 'account_id, user, certificate';
const { of, date } = about(CERTIFICATE);
const rows: Rows = { identity: CERTIFICATE, all: of('aws_iam_signing_certificate_active') };

export function certificatesTable(width: number, height: number): Panel {
  return table({
    title: 'Signing certificates',
    description:
      'X.509 signing certificates of the user. They are for old SOAP interfaces, and hardly anybody needs one.',
    queries: {
      A: ofChosenAccounts(top(rows)),
      B: fill(rows, date('aws_iam_signing_certificate_last_rotated_timestamp_seconds')),
      C: fill(rows, of('aws_iam_signing_certificate_age_days')),
    },
    columns: [
      { field: 'certificate', title: 'Certificate', minWidth: 95 },
      { field: 'Value #A', title: 'State', width: 75, mappings: [ACTIVE] },
      { field: 'Value #B', title: 'Created', ...DAY_COLUMN },
      { field: 'Value #C', title: 'Age', ...AGE_COLUMN },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'certificate' }],
    inWords: [{ text: 'no signing certificate', where: CHOSEN_USER }],
    noData: NO_SUCH_USER,
    width,
    height,
  });
}
