/** What Activity says where the watch is off, has not looked yet, was refused, or where the exporter is gone. */
import { WATCH_IS_OFF } from '../../../grafana/watch.ts';
import { NO_NUMBER } from '../../../grafana/thresholds.ts';
import type { PanelStory } from '../support/board-promtool.ts';
import { counted, info, ofReplica, ONE, tell, TWO, type Stories } from '../support/board-stories.ts';

type Series = PanelStory['series'];
const { none, unknown, noData, off } = NO_NUMBER;

const LOOKED = 'How far the watch has looked, the furthest behind first';
const HAPPENED = 'What happened, the newest first';
const FINDINGS = 'Open findings about events, the most urgent first';
const CHANGES = 'Keys, passwords, MFA and trails by account, the newest first';

const on = (name: string, instance = 'a') =>
  ofReplica(
    'iam_credential_exporter_fact_refresh_interval_seconds',
    'exporter',
    instance,
    `account_name="${name}",fact="activity",`,
  );
const ofRegion = (family: string, region: string, instance = 'a', name = 'one') =>
  ofReplica(
    `iam_credential_exporter_activity_${family}`,
    'exporter',
    instance,
    `account_name="${name}",region="${region}",source="events",`,
  );
const complete = (region: string, instance?: string, name?: string) => ofRegion('complete', region, instance, name);
const until = (region: string, instance?: string, name?: string) =>
  ofRegion('watermark_timestamp_seconds', region, instance, name);
const happened = (event: string, user = 'ana', id = ONE, instance = 'a') =>
  `aws_iam_event_last_seen_timestamp_seconds{instance="${instance}",account_id="${id}",user="${user}",event="${event}"}`;
const account = (id: string, name: string, owner = '', partition = 'aws') =>
  info(id, name, owner, 'a', partition).replace('{', '{job="exporter",');

/** Asked at 5400 seconds, for the hour before. */
const story = (panel: string, series: Series, ask: string, gives: PanelStory['gives'], more = {}): PanelStory => ({
  board: 'activity',
  panel,
  series,
  at: '90m',
  ask: (expr) => `${ask} (${expr})`,
  gives,
  ...more,
});
const says = (panel: string, series: Series, text: string) =>
  story(panel, series, 'group by (nothing_to_list)', { [`{nothing_to_list="${text}"}`]: 1 });
const shows = (panel: string, series: Series, value: number) => story(panel, series, 'max', { '{}': value });

const isOff: Series = { [account(ONE, 'one')]: '1x90', [account(TWO, 'two')]: '1x90' };
const isOn: Series = { ...isOff, [on('one')]: '900x90' };
const firstLook: Series = { ...isOn, [complete('us-east-1')]: '0x90' };
const looked: Series = { ...isOn, [complete('us-east-1')]: '1x90', [until('us-east-1')]: '5000x90' };
const refused: Series = { ...looked, [complete('eu-north-1')]: '0x90', [complete('us-east-2')]: '0x90' };

const watched = (series: Series, text: string): PanelStory =>
  story('Accounts watched', series, 'group by (watched)', { [`{watched="${text}"}`]: 1 });
const UNTIL = 'Read to the end until';
const NOT_READ = 'Regions not read to the end';
const ROOT = 'Last sign-in as root';

const states: Stories = {
  'nothing is read: watched': watched({}, 'no data'),
  'off: watched': watched(isOff, 'the watch is off'),
  'on in one of two': watched(isOn, '1 of 2'),
  'nothing is read: until': shows(UNTIL, {}, noData),
  'off: until': shows(UNTIL, isOff, off),
  'on: until': shows(UNTIL, isOn, unknown),
  'the first look goes on: until': shows(UNTIL, firstLook, unknown),
  'looked: until': shows(UNTIL, looked, 5_000_000),
  'the one that is furthest behind counts': shows(UNTIL, { ...refused, [until('eu-north-1')]: '4000x90' }, 4_000_000),
  'off: regions': shows(NOT_READ, isOff, off),
  'on: regions': shows(NOT_READ, isOn, unknown),
  'looked: regions': shows(NOT_READ, looked, 0),
  'refused: regions': shows(NOT_READ, refused, 2),
  'off: findings': shows('Findings of the watch', isOff, off),
  'on: findings': shows('Findings of the watch', isOn, none),
  'nothing is read: root': shows(ROOT, {}, noData),
  'off: root': shows(ROOT, isOff, off),
  'the first look goes on: root': shows(ROOT, firstLook, unknown),
  'looked: root': shows(ROOT, looked, none),
  'root signed in': shows(ROOT, { ...looked, [happened('root_sign_in', '<root_account>')]: '5100x90' }, 5_100_000),
  'root signed in before the time range': shows(
    ROOT,
    { ...looked, [happened('root_sign_in', '<root_account>')]: '1700x90' },
    none,
  ),
};

const words: Stories = {
  'nothing is read': says(HAPPENED, {}, 'no data: nothing was read'),
  off: says(HAPPENED, isOff, WATCH_IS_OFF),
  on: says(HAPPENED, isOn, 'nothing seen yet: the first look of the watch has not ended'),
  looked: says(HAPPENED, looked, 'nothing happened in the time range, as far as the watch has looked'),
  'before the time range': says(
    HAPPENED,
    { ...looked, [happened('mfa_removed')]: '1700x90' },
    'nothing happened in the time range, as far as the watch has looked',
  ),
  'nothing changed': says(
    CHANGES,
    { ...looked, [happened('sign_in')]: '5000x90' },
    'nothing of this happened in the time range, as far as the watch has looked',
  ),
  'off: findings': says(FINDINGS, isOff, WATCH_IS_OFF),
  'nothing is counted': says(FINDINGS, looked, 'not read yet, or no check that reads events is enabled'),
  'unknown findings': says(
    FINDINGS,
    { ...looked, [ofCheck('open')]: '0x90', [ofCheck('unknown')]: '2x90' },
    'no open finding so far: the watch has not looked everywhere yet',
  ),
  'no finding': says(
    FINDINGS,
    { ...looked, [ofCheck('open')]: '0x90', [ofCheck('unknown')]: '0x90' },
    'no open finding',
  ),
  'no user is named': says(
    FINDINGS,
    { ...looked, [ofCheck('open')]: '2x90' },
    'open findings, but the metrics name no user: metrics.perUser is false',
  ),
};

function ofCheck(status: string): string {
  return counted(ONE, 'one').replace('access-key-unused', 'mfa-removed').replace('"open"', `"${status}"`);
}

const region = (series: Series, refId: string, gives: PanelStory['gives'], more = {}) =>
  story(LOOKED, series, 'max by (account_id, region)', gives, { refId, ...more });
const rows: Stories = {
  'of each region, and of an account that is off': region(refused, 'B', {
    [`{account_id="${ONE}",region="us-east-1"}`]: 1,
    [`{account_id="${ONE}",region="us-east-2"}`]: 0,
    [`{account_id="${ONE}",region="eu-north-1"}`]: 0,
    [`{account_id="${TWO}",region="–"}`]: 3,
  }),
  'of an account that was not looked at yet': region({ ...looked, [on('two')]: '900x90' }, 'B', {
    [`{account_id="${ONE}",region="us-east-1"}`]: 1,
    [`{account_id="${TWO}",region="–"}`]: 2,
  }),
  'the one that was never read comes first': story(
    LOOKED,
    { ...refused, [until('us-east-2')]: '4000x90' },
    'group by (region)',
    { '{region="eu-north-1"}': 1 },
    { choices: { limit: ['1'] } },
  ),
  'of two replicas the one that has looked least': story(
    LOOKED,
    { ...looked, [complete('us-east-1', 'b')]: '0x90', [on('one', 'b')]: '900x90', [until('us-east-1', 'b')]: '90x90' },
    // What is no number is no row of this.
    '0 < max by (account_id, region)',
    { [`{account_id="${ONE}",region="us-east-1"}`]: 90_000 },
    { refId: 'C' },
  ),
  'of two replicas the newest event, once': story(
    HAPPENED,
    { ...looked, [happened('mfa_removed')]: '4000x90', [happened('mfa_removed', 'ana', ONE, 'b')]: '4500x90' },
    'max by (user, event)',
    { '{user="ana",event="mfa_removed"}': 4500 },
  ),
  'a key that another user made is one event, and two sign-ins are two': story(
    HAPPENED,
    {
      ...looked,
      [happened('access_key_created')]: '4000x90',
      [happened('access_key_created_for_other')]: '4000x90',
      [happened('sign_in')]: '4200x90',
      [happened('sign_in_without_mfa')]: '4100x90',
    },
    'max by (event)',
    {
      '{event="access_key_created_for_other"}': 4000,
      '{event="sign_in"}': 4200,
      '{event="sign_in_without_mfa"}': 4100,
    },
  ),
  'an event of nobody leads to the account': story(
    HAPPENED,
    { ...looked, [happened('sign_in_failed', '')]: '4000x90', [happened('mfa_removed')]: '4000x90' },
    'group by (user, board)',
    { '{user="not named",board="iam-credential-account"}': 1, '{user="ana",board="iam-credential-user"}': 1 },
  ),
};

const link = (event: string, partition: string, address: string): PanelStory =>
  story(
    HAPPENED,
    { [account(ONE, 'one', '', partition)]: '1x90', [happened(event)]: '4000x90' },
    'group by (cloudtrail)',
    { [`{cloudtrail="${address}"}`]: 1 },
  );
const console = (region: string, filter: string) =>
  `https://${region}.console.aws.amazon.com/cloudtrailv2/home?region=${region}#/events?${filter}`;
const links: Stories = {
  root: link('root_api', 'aws', console('us-east-1', 'Username=root')),
  'a key': link('access_key_created_for_other', 'aws', console('us-east-1', 'EventName=CreateAccessKey')),
  'a trail': link('trail_stopped', 'aws', console('us-east-1', 'EventSource=cloudtrail.amazonaws.com')),
  China: link(
    'mfa_removed',
    'aws-cn',
    'https://console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1#/events?EventName=DeactivateMFADevice',
  ),
  'a partition whose console nobody knows': link(
    'mfa_removed',
    'aws-iso',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html',
  ),
};

const gone = Object.fromEntries(
  Object.entries({ ...refused, [happened('mfa_removed')]: '5000x90' }).map(([name, values]) => [
    name,
    values.replace('x90', 'x60 stale'),
  ]),
);
const LAST = { choices: { as_of: ['3600'] } };
const away: Stories = {
  watched: story('Accounts watched', gone, 'group by (watched)', { '{watched="1 of 2"}': 1 }, LAST),
  'how far it had looked': story(UNTIL, gone, 'max', { '{}': 5_000_000 }, LAST),
  'what had happened': story(HAPPENED, gone, 'max by (user)', { '{user="ana"}': 5000 }, LAST),
  // After a restart, of an account that is not read again yet.
  'an account that is away': region(
    { ...gone, [on('one')]: '900x90', [account(TWO, 'two')]: '1x90' },
    'B',
    {
      [`{account_id="${ONE}",region="us-east-1"}`]: 1,
      [`{account_id="${ONE}",region="us-east-2"}`]: 0,
      [`{account_id="${ONE}",region="eu-north-1"}`]: 0,
      [`{account_id="${TWO}",region="–"}`]: 3,
    },
    { choices: { away: [ONE] } },
  ),
};

const chosen: Stories = {
  'an owner': watched({ ...isOn, [account(TWO, 'two')]: '_', [account(TWO, 'two', 'payments')]: '1x90' }, '1 of 2'),
  'the owner without the watch': {
    ...watched({ ...isOn, [account(TWO, 'two')]: '_', [account(TWO, 'two', 'payments')]: '1x90' }, 'the watch is off'),
    choices: { owner: ['payments'] },
  },
};

tell({ states, words, rows, links, 'the exporter is gone': away, chosen });
