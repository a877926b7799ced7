/** What stats and graphs give for users and accounts that were read and have none: a value of its own, which has a text of its own. */
import { describe, expect, it } from '@jest/globals';
import { NO_SUCH_USER } from '../../../grafana/panels/credential-columns.ts';
import { NO_NUMBER } from '../../../grafana/thresholds.ts';
import { panelOf } from '../../support/grafana/boards.ts';
import { colour, shown } from '../../support/grafana/stat-text.ts';
import type { PanelStory } from '../support/board-promtool.ts';
import { factRead, info, keysOfAge, ofReplica, ONE, tell, trended, type Stories } from '../support/board-stories.ts';

type Series = PanelStory['series'];
const { none, unknown, onlyRoot: rootAlone, noData } = NO_NUMBER;

const user = (name: string, kind: string) => `aws_iam_user_info{account_id="${ONE}",user="${name}",kind="${kind}"}`;
const key = (family: string, name = 'ana') =>
  `aws_iam_access_key_${family}{account_id="${ONE}",user="${name}",key="1"}`;

const nothing: Series = {};
const onlyRoot: Series = { [info(ONE, 'one')]: '1x9', [user('<root_account>', 'root')]: '1x9' };
const ana: Series = { ...onlyRoot, [user('ana', 'machine')]: '1x9' };
const inactive: Series = { ...ana, [key('active')]: '0x9', [key('age_days')]: '900x9', [key('never_used')]: '1x9' };
const ageless: Series = { ...ana, [key('active')]: '1x9' };
const aged: Series = { ...ageless, [key('age_days')]: '5x9' };

const gives = (board: PanelStory['board'], panel: string, series: Series, value: number): PanelStory => ({
  board,
  panel,
  choices: { user: ['ana'] },
  series,
  at: '9m',
  ask: (expr) => `max(${expr})`,
  gives: { '{}': value },
});

/** What a panel shows for each state, by the state. */
const told = (board: PanelStory['board'], panel: string, states: readonly (readonly [Series, number?])[]): Stories =>
  Object.fromEntries(
    states.map(([series, value = noData]) => [
      `${board}: ${panel}: ${Object.keys(series).length} series: ${value}`,
      gives(board, panel, series, value),
    ]),
  );

const keys: Stories = {
  ...told('access-keys', 'Active keys', [[nothing], [onlyRoot, rootAlone], [ana, 0], [inactive, 0], [aged, 1]]),
  ...told('access-keys', 'Active, never used', [[nothing], [onlyRoot, rootAlone], [ana, 0], [inactive, 0]]),
  ...told('access-keys', 'Oldest active key', [
    [nothing],
    [onlyRoot, rootAlone],
    [ana, none],
    [inactive, none],
    [ageless, unknown],
    [aged, 5],
  ]),
  ...told('user', 'Oldest active access key', [
    [nothing],
    [onlyRoot],
    [ana, none],
    [inactive, none],
    [ageless, unknown],
    [aged, 5],
  ]),
};

const ofAna = (family: string) => `aws_iam_user_${family}{account_id="${ONE}",user="ana"}`;
const mfa: Stories = {
  ...told('user', 'MFA', [[nothing], [onlyRoot], [ana, unknown], [{ ...ana, [ofAna('mfa_active')]: '0x9' }, 0]]),
  ...told('user', 'Password without MFA', [
    [nothing],
    [onlyRoot],
    [ana, unknown],
    [{ ...ana, [ofAna('mfa_disabled')]: '0x9' }, 0],
  ]),
};

const read = (fact: string): Series => ({ [factRead('one', `user-details.${fact}`)]: '100x9' });
const credential = `aws_iam_service_credential_active{account_id="${ONE}",user="ana",credential_service="bedrock.amazonaws.com",slot="1"}`;
const details: Stories = {
  ...told('user', 'Quarantined by AWS', [
    [nothing],
    [onlyRoot],
    [ana, unknown],
    [{ ...ana, [ofAna('quarantined')]: '0x9' }, 0],
    [{ ...ana, [ofAna('quarantined')]: '1x9', ...read('policies') }, 1],
  ]),
  ...told('user', 'Active service credentials', [
    [nothing],
    [onlyRoot],
    [ana, unknown],
    [{ ...ana, ...read('serviceCredentials') }, 0],
    [{ ...ana, ...read('serviceCredentials'), [credential]: '1x9' }, 1],
  ]),
  'root is never quarantined': {
    ...gives('user', 'Quarantined by AWS', onlyRoot, none),
    choices: { user: ['<root_account>'] },
  },
};

const BUILD = ofReplica('iam_credential_exporter_build_info', 'exporter', 'a');
const offset = (instance: string) =>
  ofReplica('iam_credential_exporter_aws_clock_offset_seconds', 'exporter', instance);
const storage = ofReplica('iam_credential_exporter_storage_errors_total', 'exporter', 'a');
const exporter: Stories = {
  ...told('exporter-health', 'Clocks apart', [
    [nothing],
    [{ [BUILD]: '1x9' }, unknown],
    [{ [BUILD]: '1x9', [offset('a')]: '2x9', [offset('b')]: '-70x9' }, 70],
  ]),
  ...told('exporter-health', 'Storage errors', [
    [nothing],
    [{ [BUILD]: '1x9' }, none],
    [{ [BUILD]: '1x9', [storage]: '0x9' }, 0],
  ]),
};

const checks: Stories = Object.fromEntries(
  [
    ['access-keys', 'Not rotated'] as const,
    ...['Open: critical', 'Exempt', 'Unknown'].map((panel) => ['overview', panel] as const),
    ['account', 'Findings about root'] as const,
  ].flatMap(([board, panel]) => Object.entries(told(board, panel, [[nothing], [onlyRoot, none]]))),
);

const labelled = (
  board: PanelStory['board'],
  panel: string,
  label: string,
  series: Series,
  text = 'no data',
): Stories[string] => ({
  ...gives(board, panel, series, 1),
  ask: (expr) => `group by (${label}) (${expr})`,
  gives: { [`{${label}="${text}"}`]: 1 },
});
const services = (series: Series, text?: string) =>
  labelled('access-keys', 'Where keys were last used', 'last_used_service', series, text);
const bands = (series: Series, text?: string) => labelled('access-keys', 'Active keys by age', 'keys', series, text);
const ages = (series: Series, text?: string) => labelled('user', 'Age of the credentials', 'credential', series, text);
const device = (series: Series, text: string = NO_SUCH_USER) =>
  labelled('user', 'MFA device', 'mfa_kind', series, text);
const owner = (series: Series, text: string = NO_SUCH_USER) =>
  labelled('user', 'Owner of the user', 'user_owner', series, text);
const idle = (series: Series, text?: string) => labelled('user', 'Days without use', 'credential', series, text);

const names: Stories = {
  'services: nothing was read': services(nothing),
  'services: no use is known': services(aged, 'no known use'),
  'bands: nothing was read': bands(nothing),
  'bands: root alone': bands(onlyRoot, 'root: none'),
  'bands: no active key': bands({ ...inactive, [trended(ONE, 'one')]: '0x9' }, 'none'),
  // Without the recording rules nobody knows.
  'bands: nothing is recorded': bands(inactive),
  'bands: some': bands({ ...aged, [keysOfAge(1)]: '1x9' }, 'up to 90 days'),
  'ages: nothing was read': ages(nothing),
  'ages: no such user': ages(onlyRoot),
  'ages: no credential': ages(ana, 'no password or key with a known age'),
  'ages: a key': ages(aged, 'access key 1'),
  'ages: a password': ages({ ...ana, [ofAna('password_age_days')]: '3x9' }, 'password'),
  'MFA device: nothing was read': device(nothing),
  'MFA device: no such user': device(onlyRoot),
  'MFA device: the fact was not read': device({ ...ana, [ofAna('mfa_active')]: '1x9' }, 'not read'),
  'MFA device: the fact is older than the user': device(
    { ...ana, [ofAna('mfa_active')]: '1x9', ...read('mfa') },
    'not read',
  ),
  'MFA device: none': device({ ...ana, [ofAna('mfa_active')]: '0x9', ...read('mfa') }, 'none'),
  'MFA device: one': device(
    { ...ana, [`aws_iam_mfa_device_info{account_id="${ONE}",user="ana",mfa_kind="virtual"}`]: '1x9', ...read('mfa') },
    'virtual',
  ),
  'MFA device of root: not read': labelled('account', 'MFA device of root', 'mfa_kind', onlyRoot, 'not read'),
  'owner: nothing was read': owner(nothing),
  'owner: no such user': owner(onlyRoot),
  'owner: the fact was not read': owner(ana, 'not read'),
  'owner: another fact was read': owner({ ...ana, ...read('mfa') }, 'not read'),
  'owner: no such tag': owner({ ...ana, ...read('tags') }, 'no such tag'),
  'owner: one': owner(
    {
      ...ana,
      [`aws_iam_user_owner_info{account_id="${ONE}",user="ana",user_owner="payments"}`]: '1x9',
      ...read('tags'),
    },
    'payments',
  ),
  'days without use: no credential': idle(ana, 'no password or key with a known last use'),
  'days without use: a key': idle({ ...ana, [key('unused_days')]: '3x9' }, 'access key 1'),
};

/** Of the key of `aged`, or of a younger one, while the older one is exempt. */
const tooOld = (days: number): Series => ({
  ...aged,
  [`aws_iam_finding_age_days{account_id="${ONE}",account_name="one",user="ana",key="1",check="access-key-not-rotated",severity="warning"}`]: `${days}x9`,
});
const limits: Stories = Object.fromEntries(
  (
    [
      ['access-keys', 'Oldest active key'],
      ['user', 'Oldest active access key'],
    ] as const
  ).flatMap(([board, panel]) => [
    [`${board}: a finding is about the oldest`, labelled(board, panel, 'limit', tooOld(5), 'over its limit')],
    [
      `${board}: a finding is about a younger one`,
      { ...labelled(board, panel, 'limit', tooOld(4)), gives: { '{}': 1 } },
    ],
  ]),
);

tell({
  keys,
  'the limit of the oldest key': limits,
  mfa,
  'further facts': details,
  'the exporter': exporter,
  'checks that are off': checks,
  'in a legend': names,
});

describe('the text of the value', () => {
  it.each([
    ['access-keys', 'Active keys', rootAlone, 'root: none'],
    ['access-keys', 'Active, never used', rootAlone, 'root: none'],
    ['access-keys', 'Oldest active key', rootAlone, 'root: none'],
    ['access-keys', 'Oldest active key', none, 'no active key'],
    ['access-keys', 'Oldest active key', unknown, 'age unknown'],
    ['access-keys', 'Not rotated', none, 'check is off'],
    ['access-keys', 'Unused', none, 'check is off'],
    ['access-keys', 'Two active keys', none, 'check is off'],
    ['overview', 'Open: critical', none, 'no check'],
    ['overview', 'Exempt', none, 'no check'],
    ['overview', 'Unknown', none, 'no check'],
    ['account', 'Findings about root', none, 'switched off'],
    ['user', 'Oldest active access key', none, 'no active key'],
    ['user', 'Oldest active access key', unknown, 'age unknown'],
    ['user', 'MFA', unknown, 'not known'],
    ['user', 'Quarantined by AWS', unknown, 'not read'],
    ['user', 'Quarantined by AWS', none, 'root: never'],
    ['user', 'Active service credentials', unknown, 'not read'],
    ['exporter-health', 'Clocks apart', unknown, 'AWS has not answered'],
    ['exporter-health', 'Storage errors', none, 'reports are not stored'],
    ['user', 'Password without MFA', unknown, 'not known'],
  ] as const)('%s: %s: %d', (board, panel, value, text) => {
    expect(shown(panelOf(board, panel), value)).toEqual({ text, color: colour('neutral') });
  });
});
