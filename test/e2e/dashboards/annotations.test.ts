/** Which events the graphs mark: each once, and none that only looks like one. */
import { describe, it } from '@jest/globals';
import { askAnnotation, type AnnotationStory } from '../support/board-promtool.ts';
import { found, info, ONE, promtools, TWO } from '../support/board-stories.ts';

const marks = (
  annotation: string,
  series: AnnotationStory['series'],
  gives: AnnotationStory['gives'] = {},
): AnnotationStory => ({
  board: 'overview',
  annotation,
  series: { [info(ONE, 'one')]: '1x180', ...series },
  at: '3h',
  ask: (expr) => `count by (account_name, user) (${expr})`,
  gives,
});
const ANA = { '{account_name="one",user="ana"}': 1 };
const THERE = { [info(TWO, 'two')]: '1x180' };

const stories: Readonly<Record<string, AnnotationStory>> = {
  'a finding that opened': marks('Findings opened', { [found(ONE, 'one')]: '_x150 1x30' }, ANA),
  'not one that is open for longer': marks('Findings opened', { [found(ONE, 'one')]: '1x180' }),
  'not those of an account that was not read before': marks('Findings opened', {
    [info(TWO, 'two')]: '_x150 1x30',
    [found(TWO, 'two')]: '_x150 1x30',
  }),
  'a finding that ended': marks('Findings ended', { [found(ONE, 'one')]: '1x150 stale' }, ANA),
  'not one that ended before that': marks('Findings ended', { [found(ONE, 'one')]: '1x100 stale' }),
  'not those of an account that is away': marks('Findings ended', {
    [info(TWO, 'two')]: '1x150 stale',
    [found(TWO, 'two')]: '1x150 stale',
  }),
  'not one whose account has another name': marks('Findings ended', {
    [info(TWO, 'old')]: '1x150 stale',
    [info(TWO, 'new')]: '_x150 1x30',
    [found(TWO, 'old')]: '1x150 stale',
    [found(TWO, 'new')]: '_x150 1x30',
  }),
  'an account that was lost': marks(
    'Account lost',
    { [info(TWO, 'two')]: '1x150 stale' },
    { '{account_name="two"}': 1 },
  ),
  'no account that is there': marks('Account lost', THERE),
  'none while nothing is scraped': {
    ...marks('Account lost', {}),
    series: { [info(ONE, 'one')]: '1x150 stale', [info(TWO, 'two')]: '1x150 stale' },
  },
};

describe.each(Object.entries(promtools))('%s', (_, promtool) => {
  // Side by side: each is a promtool of its own.
  it.concurrent.each(Object.entries(stories))('%s', async (_name, story) => {
    await askAnnotation(await promtool(), story);
  });
});
