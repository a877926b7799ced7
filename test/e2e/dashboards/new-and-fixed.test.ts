/** What is new and what is fixed, which takes rules at both ends: otherwise all that is open would look new, or fixed. */
import type { PanelStory } from '../support/board-promtool.ts';
import { found, info, ONE, tell, type Stories } from '../support/board-stories.ts';

const held = (user: string) => found(ONE, 'one', '', 'a', user).replace('aws_iam_finding', 'aws_iam:finding:held');
const LAST_READ = `aws_iam:account:last_read_timestamp_seconds{account_id="${ONE}",account_name="one"}`;
const UNNAMED = `aws_iam:check_findings:unnamed{account_id="${ONE}",account_name="one",check="access-key-unused"}`;

/** From half an hour after the start to 90m. */
const story = (series: PanelStory['series'], ask: string, gives: PanelStory['gives'], refId = 'A'): PanelStory => ({
  board: 'overview',
  panel: 'New and fixed over the time range',
  refId,
  series: { [info(ONE, 'one')]: '1x90', ...series },
  at: '90m',
  ask: (expr) => `count by (${ask}) (${expr})`,
  gives,
});
const words = (series: PanelStory['series'], text: string) =>
  story(series, 'nothing_to_list', { [`{nothing_to_list="${text}"}`]: 1 });

const NO_RULES =
  'no finding is known at both ends: the recording rules are missing, or were at the start of the time range';
const both = {
  [LAST_READ]: '1x90',
  [UNNAMED]: '0x90',
  [held('ana')]: '1x90',
  [held('ben')]: '_x60 1x30',
  [held('cat')]: '1x60 stale',
};

const rules: Stories = {
  'what opened': story(both, 'owner, opened', { '{owner="no owner",opened="+1"}': 1 }),
  'what ended': story(both, 'owner, ended', { '{owner="no owner",ended="-1"}': 1 }, 'B'),
  'no rules at the start': words({ [LAST_READ]: '_x60 1x30', [held('ana')]: '_x60 1x30' }, NO_RULES),
  'no rules now': words({ [LAST_READ]: '1x60 stale', [held('ana')]: '1x60 stale' }, NO_RULES),
  'no finding': story({ [LAST_READ]: '1x90' }, 'owner, opened', { '{owner="no owner",opened="0"}': 1 }),
  'findings without a name': words(
    { [LAST_READ]: '1x90', [UNNAMED]: '2x90' },
    'the metrics name no user: metrics.perUser is false',
  ),
  'no history': words({ [info(ONE, 'one')]: '_x60 1x30', [LAST_READ]: '_x60 1x30' }, 'no history that far back'),
};

tell({ rules });
