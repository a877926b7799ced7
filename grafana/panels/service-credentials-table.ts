import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { withConsole } from '../console-link.ts';
import { notRead, ofAccountsWith } from '../facts-read.ts';
import { CHOSEN_USER, CHOSEN_USERS, collapse, ofChosenAccounts } from '../promql.ts';
import { DAYS } from '../units.ts';
import { about, ACTIVE, DATE, NO_SUCH_USER, WHOSE } from './credential-columns.ts';
import { table } from './table.ts';

const FACT = 'user-details.serviceCredentials';
const { of, fill, date } = about('account_id, user, credential_service, slot');
const credentials = `topk($limit, ${of('aws_iam_service_credential_active')})`;
const usersRead = ofAccountsWith(FACT, collapse('account_id', `aws_iam_user_info{${CHOSEN_USERS}}`));

export function serviceCredentialsTable(height: number): Panel {
  return table({
    title: 'Service-specific credentials',
    description:
      'Credentials of the user for one service each, such as Amazon Bedrock or CodeCommit. Slot 1 is the oldest of a service. Inactive is also one that has expired. A dash: it does not expire.',
    queries: {
      A: withConsole(ofChosenAccounts(credentials)),
      B: date('aws_iam_service_credential_created_timestamp_seconds', credentials),
      C: fill('aws_iam_service_credential_age_days', credentials),
      D: date('aws_iam_service_credential_expiry_timestamp_seconds', credentials),
    },
    columns: [
      ...WHOSE,
      { field: 'credential_service', title: 'Service' },
      { field: 'slot', title: 'Slot', width: 60 },
      { field: 'Value #A', title: 'State', width: 100, mappings: [ACTIVE] },
      { field: 'Value #B', title: 'Made', ...DATE },
      { field: 'Value #C', title: 'Age', width: 100, unit: DAYS },
      { field: 'Value #D', title: 'Expires', ...DATE },
    ],
    sort: { field: 'Value #A', descending: true },
    inWords: [
      { text: 'no service-specific credential', where: `group(${usersRead})` },
      { text: notRead(FACT), where: CHOSEN_USER },
    ],
    noData: NO_SUCH_USER,
    height,
  });
}
