/** What a reader sees in a stat: a 0, a number, and nothing at all must not look alike, and red is critical. */
import { describe, expect, it } from '@jest/globals';
import { LARGEST_CLOCK_OFFSET } from '../../../alerts/exporter-guards.ts';
import { COLOURS, NO_NUMBER } from '../../../grafana/thresholds.ts';
import { SEVERITIES } from '../../../src/model/finding.ts';
import { boardPanels, panelOf } from '../../support/grafana/boards.ts';
import { colour, shown, shownLabel, shownWithLegend } from '../../support/grafana/stat-text.ts';
import { override, visibleColumns } from '../../support/grafana/table-columns.ts';

describe('a count of open findings', () => {
  const counts = boardPanels.filter(({ board, title }) => board === 'overview' && title.startsWith('Open: '));

  it.each(counts)('$board: $title', ({ title, panel }) => {
    const severity = title.replace('Open: ', '') as 'critical' | 'warning' | 'info';
    expect(shown(panel, 0)).toEqual({ text: 'none', color: colour('ok') });
    expect(shown(panel, 3)).toEqual({ text: '3', color: colour(severity) });
    expect(shown(panel, NO_NUMBER.noData)).toEqual({ text: 'no data', color: colour('noData') });
    expect(shown(panel)).toEqual({ text: 'query failed', color: colour('noData') });
  });
});

it.each([
  [0, 'no', 'ok'],
  [1, 'yes', 'critical'],
] as const)('Quarantined by AWS: %d is %s', (value, text, name) => {
  expect(shown(panelOf('user', 'Quarantined by AWS'), value)).toEqual({ text, color: colour(name) });
});

describe('root', () => {
  it.each([
    [0, 'no MFA', 'critical'],
    [1, 'on', 'ok'],
    [2, 'not needed', 'neutral'],
    [3, 'no MFA, need unknown', 'neutral'],
  ] as const)('MFA of root: %d is %s', (value, text, name) => {
    expect(shown(panelOf('account', 'MFA of root'), value)).toEqual({ text, color: colour(name) });
  });

  it.each([
    [0, 'none', 'ok'],
    [1, 'info', 'info'],
    [2, 'warning', 'warning'],
    [3, 'critical', 'critical'],
  ] as const)('Findings about root: %d is %s', (value, text, name) => {
    expect(shown(panelOf('account', 'Findings about root'), value)).toEqual({ text, color: colour(name) });
  });
});

it.each([
  ['user', 'Kind', { kind: 'human', account_name: 'one' }, 'human'],
  ['user', 'MFA device', { mfa_kind: 'virtual', account_name: 'one' }, 'virtual'],
  ['user', 'Owner of the user', { user_owner: 'payments', account_name: 'one' }, 'payments'],
  ['account', 'MFA device of root', { mfa_kind: 'not read', account_name: 'one' }, 'not read'],
  ['exporter-health', 'Version', { version: '1.10' }, '1.10'],
] as const)('a label is shown as it is: %s: %s', (board, title, metric, text) => {
  expect(shownLabel(panelOf(board, title), { metric, value: 1 }).text).toBe(text);
});

describe('what counts findings of every severity has the colour of none', () => {
  it('a stat', () => {
    const panel = panelOf('user', 'Open findings');
    expect(shown(panel, 0)).toEqual({ text: 'none', color: colour('ok') });
    expect(shown(panel, 3)).toEqual({ text: '3', color: colour('neutral') });
  });

  const columns = boardPanels.flatMap(({ board, title, panel }) =>
    visibleColumns(panel)
      .filter((column) => /^Open( findings)?$/.test(column.title))
      .map(({ field }) => ({ board, title, properties: override(panel, field) })),
  );
  it('tables have such columns', () => expect(columns).toHaveLength(2));

  it.each(columns)('$board: $title', ({ properties }) => {
    const severities = SEVERITIES.map((severity) => COLOURS[severity]);
    expect(JSON.stringify(properties)).not.toMatch(new RegExp(`"color":"(${severities.join('|')})"`));
  });
});

describe('what is a warning as an alert is orange', () => {
  it.each(boardPanels.filter(({ title }) => title === 'Reports fresh'))('a stale report: $board', ({ panel }) => {
    const of = (share: string) => shownLabel(panel, { metric: { share }, value: 1 });
    expect(of('300 of 300')).toMatchObject({ text: '300 of 300', color: colour('ok') });
    expect(of('1,200 of 1,200')).toMatchObject({ color: colour('ok') });
    expect(of('298 of 300')).toMatchObject({ text: '298 of 300', color: colour('warning') });
    expect(of('30 of 300')).toMatchObject({ color: colour('warning') });
    expect(of('no data')).toMatchObject({ text: 'no data', color: colour('noData') });
  });

  it('a refused configuration, unlike an exporter that is down', () => {
    expect(shown(panelOf('exporter-health', 'Configuration'), 0)).toEqual({
      text: 'refused',
      color: colour('warning'),
    });
    expect(shown(panelOf('exporter-health', 'Scrape'), 0)).toEqual({ text: 'down', color: colour('critical') });
  });

  it('accounts without a report', () => {
    const panel = panelOf('overview', 'Accounts without a report');
    expect(shown(panel, 0)).toEqual({ text: 'none', color: colour('ok') });
    expect(shown(panel, 2)).toEqual({ text: '2', color: colour('warning') });
  });
});

it('nothing else than critical findings, a root without MFA, a quarantine and an exporter that is down can be red', () => {
  // A graph has a colour for each severity, whatever it shows.
  const red = boardPanels.filter(
    ({ panel }) => panel.type !== 'timeseries' && JSON.stringify(panel).includes(`"color":"${COLOURS.critical}"`),
  );
  expect([...new Set(red.map(({ title }) => title))].sort()).toEqual([
    'Accounts, the worst first',
    'Checks, the most findings first',
    'Choose a user of the account, the worst first',
    'Critical and warning findings, the worst first',
    'Exporter',
    'Findings about root',
    'MFA of root',
    'Open findings about events, the most urgent first',
    'Open findings of the account, the worst first',
    'Open findings of the user, the worst first',
    'Open: critical',
    'Organizational units, the worst first',
    'Owners, the worst first',
    'Quarantined by AWS',
    'Scrape',
  ]);
});

const stats = boardPanels.filter(({ panel }) => panel.type === 'stat');

it.each(stats)('without data no stat looks well: $board: $title', ({ panel }) => {
  const { text, color } = shown(panel);
  expect(text).toBe(panel.fieldConfig?.defaults.noValue);
  expect(color).not.toBe(colour('ok'));
});

it.each([
  ['+8', 'warning'],
  ['-8', 'ok'],
  ['0', 'neutral'],
] as const)('a change has its sign: %s', (change, name) => {
  const shownChange = shownLabel(panelOf('overview', 'Change over the time range'), { metric: { change }, value: 1 });
  expect(shownChange).toEqual({ text: change, color: colour(name) });
});

it.each([
  ['access-keys', 'Oldest active key'],
  ['user', 'Oldest active access key'],
] as const)('an age has the colour of the open finding about it: %s: %s', (board, title) => {
  const panel = panelOf(board, title);
  expect(shown(panel, 300)).toEqual({ text: '300 days', color: colour('neutral') });
  expect(shownWithLegend(panel, 'over its limit', 300)).toEqual({ text: '300 days', color: colour('warning') });
});

it('clocks are orange where the alert fires, and not before', () => {
  const panel = panelOf('exporter-health', 'Clocks apart');
  expect(shown(panel, LARGEST_CLOCK_OFFSET - 1).color).toBe(colour('neutral'));
  expect(shown(panel, LARGEST_CLOCK_OFFSET + 1).color).toBe(colour('warning'));
});

it('one day is not "1 days"', () => {
  const panel = panelOf('user', 'Oldest active access key');
  expect(shown(panel, 1).text).toBe('1 day');
  expect(shown(panel, 31).text).toBe('31 days');
});

it('an exporter that is there is up, and of several it says how many are not', () => {
  const panel = panelOf('overview', 'Exporter');
  expect(shown(panel, 0)).toEqual({ text: 'up', color: colour('ok') });
  expect(shown(panel, 1)).toEqual({ text: '1 away', color: colour('critical') });
  expect(shown(panel, NO_NUMBER.noData).color).toBe(colour('noData'));
});

it('that something is active or has MFA is neither good nor bad', () => {
  expect(shown(panelOf('user', 'MFA'), 1)).toEqual({ text: 'on', color: colour('neutral') });
  const states = boardPanels.flatMap(({ panel }) =>
    visibleColumns(panel)
      .filter(({ title }) => title === 'State')
      .map(({ field }) => override(panel, field)),
  );
  expect(states).toHaveLength(4);
  for (const state of states) expect(JSON.stringify(state)).not.toContain(`"color":"${COLOURS.ok}"`);
});
