/** What the boards show while the exporter is away: what was last known, and since when. Alerts hold as long, and lead here. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import { boardPanels, panelOf, queriesOf } from '../../support/grafana/boards.ts';
import type { Choices } from '../../support/grafana/interpolate.ts';
import { shown, shownLabel } from '../../support/grafana/stat-text.ts';
import type { Sample } from '../../support/grafana/transform.ts';
import { boardExporter, BUSY_USER, THREE } from '../support/board-accounts.ts';
import { answers, scraped } from '../support/board-prometheus.ts';
import type { PanelStory } from '../support/board-promtool.ts';
import { configured, counted, found, info, ofReplica, ONE, tell, TWO, type Stories } from '../support/board-stories.ts';
import type { Prometheus } from '../support/prometheus.ts';

const CHOICES: Choices = {
  accounts: 'All',
  account: ['production'],
  owner: 'All',
  ou: 'All',
  users: 'All',
  user: [BUSY_USER],
  limit: ['500'],
};

const ROOT_SIGN_IN = 'aws_iam_event_last_seen_timestamp_seconds{event="root_sign_in"}';

/** About the exporter, and not about accounts. */
const OF_THE_EXPORTER = ['Exporter', 'As of', 'Accounts without a report', 'Accounts that fail'];
// The time goes on between two questions, and a change needs both ends of the range.
const held = boardPanels.filter(
  ({ board, title, panel }) =>
    board !== 'exporter-health' &&
    panel.type !== 'timeseries' &&
    !OF_THE_EXPORTER.includes(title) &&
    queriesOf(panel).every(({ expr }) => !/time\(\)|\$__range/.test(expr)),
);

describe('the exporter is gone', () => {
  let prometheus: Prometheus;
  const before = new Map<string, unknown>();
  const seen = (samples: ReadonlyMap<string, Sample[]>) =>
    [...samples].map(([refId, all]) => [refId, all.map((sample) => JSON.stringify(sample)).sort()]);
  const nameOf = ({ board, title }: { board: string; title: string }) => `${board}: ${title}`;

  beforeAll(async () => {
    const { prometheus: started, exporters } = await scraped([await boardExporter(THREE, Date.now())]);
    prometheus = started;
    await prometheus.process.until('it was scraped for a while', async () =>
      // The events are what it reads last.
      (await prometheus.query(`${ROOT_SIGN_IN} offset 20s`)).length === THREE.length ? true : undefined,
    );
    for (const one of held)
      before.set(nameOf(one), seen(await answers(prometheus, DASHBOARDS[one.board], one.panel, CHOICES)));
    await Promise.all(exporters.map(({ process }) => process.stop()));
    await prometheus.process.until('nothing of it is there', async () =>
      (await prometheus.query('aws_iam_account_info or iam_credential_exporter_build_info')).length === 0
        ? true
        : undefined,
    );
  });

  it.each(held)('what was last known stays: $board: $title', async (one) => {
    const now = seen(await answers(prometheus, DASHBOARDS[one.board], one.panel, CHOICES));
    expect(now).toEqual(before.get(nameOf(one)));
    expect(JSON.stringify(now)).not.toContain('no data');
  });

  it.each(['overview', 'account', 'user', 'access-keys', 'activity'] as const)(
    'the first line of %s says so',
    async (board) => {
      const ask = async (title: string) =>
        (await answers(prometheus, DASHBOARDS[board], panelOf(board, title), CHOICES)).get('A')?.[0];
      expect(shown(panelOf(board, 'Exporter'), (await ask('Exporter'))?.value ?? 0).text).toBe('1 away');
      expect((await ask('As of'))?.value).toBeLessThan(Date.now());
      const fresh = await ask('Reports fresh');
      expect(fresh && shownLabel(panelOf(board, 'Reports fresh'), fresh).text).toMatch(/^(\d+) of \1$/);
    },
  );
});

const CHECK = 'aws_iam_check_info{check="access-key-unused",title="Unused",severity="warning"}';
const FINDINGS = 'Critical and warning findings, the worst first';
const HERE = { [ofReplica('iam_credential_exporter_build_info', 'exporter', 'a')]: '1x90', [CHECK]: '1x90' };
const story = (panel: string, series: PanelStory['series'], gives: PanelStory['gives'], ask: string): PanelStory => ({
  board: 'overview',
  panel,
  choices: { away: [TWO] },
  series: { ...HERE, [info(ONE, 'one')]: '1x90', ...series },
  at: '90m',
  ask: (expr) => `${ask} (${expr})`,
  gives,
});

/** Its exporter has not read it again since a restart. */
const twoAway = {
  [configured('two')]: '0x90',
  [info(TWO, 'two')]: '1x60 stale',
  [found(TWO, 'two')]: '1x60 stale',
  [counted(TWO, 'two')]: '4x60 stale',
  [found(ONE, 'one', '', 'a', 'ben')]: '1x30 stale',
  [counted(ONE, 'one')]: '3x30 0x60',
};
const account: Stories = {
  'its findings stay, and those that were fixed elsewhere do not': story(
    FINDINGS,
    twoAway,
    { '{account_name="two",user="ana"}': 1 },
    'count by (account_name, user)',
  ),
  'it is counted': story('Open: warning', twoAway, { '{}': 4 }, 'sum'),
  'it is in the list': story(
    'Accounts, the worst first',
    twoAway,
    { '{account_name="one"}': 1, '{account_name="two"}': 1 },
    'count by (account_name)',
  ),
};

const keptFinding = (id = ONE, name = 'one', series = 'kept') =>
  `aws_iam:finding:${series}{account_id="${id}",account_name="${name}",user="ana",key="1",check="access-key-unused",severity="warning"}`;
const rules: Stories = {
  'a finding whose row cannot be read is on the board that its alert leads to': story(
    FINDINGS,
    { [keptFinding()]: '1x90' },
    { '{account_name="one",user="ana"}': 1 },
    'count by (account_name, user)',
  ),
  'of an account that is away, what was fixed before is not there': story(
    FINDINGS,
    {
      ...twoAway,
      [found(TWO, 'two', '', 'a', 'cat')]: '1x40 stale',
      [keptFinding(TWO, 'two')]: '1x90',
      [`aws_iam:account:last_read_timestamp_seconds{account_id="${TWO}",account_name="two"}`]: '3600x90',
    },
    { '{account_name="two",user="ana"}': 1 },
    'count by (account_name, user)',
  ),
  // An exporter that dies before they do leaves the board at that moment.
  'of an account that is away, though the rules have not looked since': story(
    FINDINGS,
    {
      ...twoAway,
      [keptFinding(TWO, 'two', 'held')]: '1x90',
      [`aws_iam:account:last_read_timestamp_seconds{account_id="${TWO}",account_name="two"}`]: '3600x90',
    },
    { '{account_name="two",user="ana"}': 1 },
    'count by (account_name, user)',
  ),
  'and it is counted': story(
    'Open: warning',
    {
      'aws_iam:check_findings:kept{account_id="111122223333",account_name="one",check="access-key-unused",severity="warning"}':
        '2x90',
      [counted(ONE, 'one')]: '0x90',
    },
    { '{}': 2 },
    'sum',
  ),
  'one is one, whoever tells of it': story(
    FINDINGS,
    { [keptFinding()]: '1x90', [found(ONE, 'one')]: '1x90' },
    { '{}': 1 },
    'count',
  ),
};

tell({ 'an account is away': account, 'what the rules hold': rules });
