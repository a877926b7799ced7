/** What a reader sees of an event, and what the board says where there is none. */
import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { describe, expect, it } from '@jest/globals';
import { NO_NUMBER } from '../../../grafana/thresholds.ts';
import { EVENT_KINDS } from '../../../src/model/facts/activity.ts';
import { WATCH_QUESTIONS } from '../../../src/sources/aws/watch-questions.ts';
import { panelOf, queriesOf } from '../../support/grafana/boards.ts';
import { colour, shown, shownLabel } from '../../support/grafana/stat-text.ts';
import { override } from '../../support/grafana/table-columns.ts';

const events = panelOf('activity', 'What happened, the newest first');

it('is told in words of its own', () => {
  const mappings = override(events, 'event')?.find(({ id }) => id === 'mappings')?.value as ValueMapping[];
  const options = (mappings[0]?.options ?? {}) as unknown as Record<string, { readonly text: string }>;
  const texts = EVENT_KINDS.map((kind) => options[kind]?.text ?? kind);
  expect(new Set(texts).size).toBe(EVENT_KINDS.length);
  expect(texts.filter((text) => text.includes('_'))).toEqual([]);
});

it('leads to the records by one filter, by the name of the event where the watch asks for it by name', () => {
  const expr = queriesOf(events)[0]?.expr ?? '';
  const found = [...expr.matchAll(/"events\?([^"]+)", "event", "([^"]+)"/g)].flatMap(([, filter = '', kinds = '']) =>
    kinds.split('|').map((kind) => [kind, filter] as const),
  );
  expect(found.map(([kind]) => kind).sort()).toEqual([...EVENT_KINDS].sort());
  const asked = (kind: string) =>
    WATCH_QUESTIONS.filter(({ finds, everywhere }) => !everywhere && finds.some((one) => one === kind)).map(
      ({ id }) => `EventName=${id}`,
    );
  const wrong = found.filter(([kind, filter]) => asked(kind).length > 0 && !asked(kind).includes(filter));
  expect(wrong).toEqual([]);
});

describe('without an event', () => {
  const last = panelOf('activity', 'Last sign-in as root');
  it.each([
    ['none', 'none seen', 'neutral'],
    ['unknown', 'not read yet', 'neutral'],
    ['off', 'the watch is off', 'neutral'],
    ['noData', 'no data', 'noData'],
  ] as const)('%s: %s', (which, text, name) => {
    expect(shown(last, NO_NUMBER[which])).toEqual({ text, color: colour(name) });
  });

  it.each([
    [0, 'none', 'ok'],
    [2, '2', 'warning'],
    [NO_NUMBER.unknown, 'not read yet', 'neutral'],
    [NO_NUMBER.off, 'the watch is off', 'neutral'],
  ] as const)('regions that were not read to the end: %d: %s', (value, text, name) => {
    expect(shown(panelOf('activity', 'Regions not read to the end'), value)).toEqual({ text, color: colour(name) });
  });

  it.each([
    ['300 of 300', 'ok'],
    ['1 of 300', 'neutral'],
    ['the watch is off', 'neutral'],
    ['no data', 'noData'],
  ] as const)('accounts watched: %s', (watched, name) => {
    const said = shownLabel(panelOf('activity', 'Accounts watched'), { metric: { watched }, value: 1 });
    expect(said).toEqual({ text: watched, color: colour(name) });
  });
});
