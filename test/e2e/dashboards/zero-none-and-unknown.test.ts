/** What stats and graphs give for users and accounts that were read and have none: a value of its own, which has a text of its own. */
import { describe, expect, it } from '@jest/globals';
import { NO_NUMBER } from '../../../grafana/thresholds.ts';
import { panelOf } from '../../support/grafana/boards.ts';
import { colour, shown } from '../../support/grafana/stat-text.ts';
import type { PanelStory } from '../support/board-promtool.ts';
import { info, ONE, tell, type Stories } from '../support/board-stories.ts';

type Series = PanelStory['series'];

const user = (name: string, kind: string) => `aws_iam_user_info{account_id="${ONE}",user="${name}",kind="${kind}"}`;
const key = (family: string, name = 'ana') =>
  `aws_iam_access_key_${family}{account_id="${ONE}",user="${name}",key="1"}`;

const nothing: Series = {};
const onlyRoot: Series = { [info(ONE, 'one')]: '1x9', [user('<root_account>', 'root')]: '1x9' };
const ana: Series = { ...onlyRoot, [user('ana', 'machine')]: '1x9' };
const inactive: Series = { ...ana, [key('active')]: '0x9', [key('age_days')]: '900x9', [key('never_used')]: '1x9' };
const ageless: Series = { ...ana, [key('active')]: '1x9' };
const aged: Series = { ...ageless, [key('age_days')]: '5x9' };

const gives = (board: PanelStory['board'], panel: string, series: Series, value?: number): PanelStory => ({
  board,
  panel,
  choices: { user: board === 'user' ? ['ana'] : 'All', account: ['one'] },
  series,
  at: '9m',
  ask: (expr) => `max(${expr})`,
  gives: value === undefined ? {} : { '{}': value },
});

/** What a panel shows for each state, by the state. */
const told = (board: PanelStory['board'], panel: string, states: readonly (readonly [Series, number?])[]): Stories =>
  Object.fromEntries(
    states.map(([series, value]) => [
      `${board}: ${panel}: ${Object.keys(series).length} series: ${value ?? 'no data'}`,
      gives(board, panel, series, value),
    ]),
  );

const { none, unknown, onlyRoot: rootAlone } = NO_NUMBER;

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
  text?: string,
): Stories[string] => ({
  ...gives(board, panel, series),
  ask: (expr) => `group by (${label}) (${expr})`,
  gives: text === undefined ? {} : { [`{${label}="${text}"}`]: 1 },
});
const services = (series: Series, text?: string) =>
  labelled('access-keys', 'Where keys were last used', 'last_used_service', series, text);
const bands = (series: Series, text?: string) => labelled('access-keys', 'Active keys by age', 'band', series, text);
const ages = (series: Series, text?: string) => labelled('user', 'Age of the credentials', 'credential', series, text);
const idle = (series: Series, text?: string) => labelled('user', 'Days without use', 'credential', series, text);

const names: Stories = {
  'services: nothing was read': services(nothing),
  'services: no use is known': services(aged, 'no known use'),
  'bands: nothing was read': bands(nothing),
  'bands: root alone': bands(onlyRoot, 'root: none'),
  'bands: no active key': bands(inactive, 'none'),
  'ages: nothing was read': ages(nothing),
  'ages: no such user': ages(onlyRoot),
  'ages: no credential': ages(ana, 'no password or key with a known age'),
  'ages: a key': ages(aged, 'access key 1'),
  'ages: a password': ages({ ...ana, [ofAna('password_age_days')]: '3x9' }, 'password'),
  'days without use: no credential': idle(ana, 'no password or key with a known last use'),
  'days without use: a key': idle({ ...ana, [key('unused_days')]: '3x9' }, 'access key 1'),
};

tell({ keys, mfa, 'checks that are off': checks, 'in a legend': names });

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
    ['user', 'Password without MFA', unknown, 'not known'],
  ] as const)('%s: %s: %d', (board, panel, value, text) => {
    expect(shown(panelOf(board, panel), value)).toEqual({ text, color: colour('neutral') });
  });
});
