import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { notRead, ofAccountsWith } from '../facts-read.ts';
import { CHOSEN_USER, CHOSEN_USERS, collapse, ofChosenAccounts } from '../promql.ts';
import { now } from '../when.ts';
import { about, ACTIVE, AGE_COLUMN, DAY_COLUMN, NO_SUCH_USER } from './credential-columns.ts';
import { fill, type Rows, top } from './rows.ts';
import { table } from './table.ts';

const FACT = 'user-details.serviceCredentials';
const CREDENTIAL = 'account_id, user, credential_service, slot';
const { of, date } = about(CREDENTIAL);
const rows: Rows = { identity: CREDENTIAL, all: of('aws_iam_service_credential_active') };
const usersRead = ofAccountsWith(FACT, collapse('account_id', now('aws_iam_user_info', CHOSEN_USERS)));

export function serviceCredentialsTable(width: number, height: number): Panel {
  return table({
    title: 'Service-specific credentials',
    description:
      'Credentials of the user for one service each, such as Amazon Bedrock or CodeCommit. Slot 1 is the oldest of a service. One that has expired is inactive. A dash: it does not expire.',
    queries: {
      A: ofChosenAccounts(top(rows)),
      B: fill(rows, date('aws_iam_service_credential_created_timestamp_seconds')),
      C: fill(rows, of('aws_iam_service_credential_age_days')),
      D: fill(rows, date('aws_iam_service_credential_expiry_timestamp_seconds')),
    },
    columns: [
      { field: 'credential_service', title: 'Service', minWidth: 180 },
      { field: 'slot', title: 'Slot', width: 50 },
      { field: 'Value #A', title: 'State', width: 75, mappings: [ACTIVE] },
      { field: 'Value #B', title: 'Created', ...DAY_COLUMN },
      { field: 'Value #C', title: 'Age', ...AGE_COLUMN },
      { field: 'Value #D', title: 'Expires', ...DAY_COLUMN },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'credential_service' }, { field: 'slot' }],
    inWords: [
      { text: 'no service-specific credential', where: `group(${usersRead})` },
      { text: notRead(FACT), where: CHOSEN_USER },
    ],
    noData: NO_SUCH_USER,
    width,
    height,
  });
}
