/** The alert rules record what the tests of a week tell the boards, of accounts that the exporter shows and of one that it lost. */
import { describe, it } from '@jest/globals';
import { LAST_READ } from '../../../alerts/account-states.ts';
import { testRules } from '../alerts/promtool.ts';
import type { Labels } from '../alerts/scenario.ts';
import { promtools } from '../support/board-stories.ts';
import { type Fleet, fleetOf, LOST, SCRAPE_INTERVAL, TEN_MINUTES_LATER } from '../support/fleet.ts';
import { heldAt } from '../support/fleet-held.ts';
import { pageOf } from '../support/fleet-pages.ts';
import { trendsAt } from '../support/fleet-trends.ts';

/** Of more, promtool takes a minute. */
const fleet = fleetOf(30);

interface Told {
  readonly labels: Labels;
  readonly value: number;
}

/** `name{label="value"} 1`; an empty label is none. */
function sampleOf(line: string): Told {
  const [, name = '', labels = '', value = ''] = /^([\w:]+)\{(.*)\} (\S+)$/.exec(line) ?? [];
  const pairs = [...labels.matchAll(/(\w+)="([^"]+)"/g)].map(([, label = '', text = '']) => [label, text]);
  const named = Object.fromEntries(pairs) as Labels;
  return { labels: { __name__: name, ...named }, value: Number(value) };
}

/** Trends are of whatever job; when an account was last read promtool says by a clock of its own. */
function toldOf(some: Fleet, time: number): Told[] {
  const held = heldAt(some, time)
    .map(sampleOf)
    .filter(({ labels }) => labels.__name__ !== LAST_READ)
    .map(({ labels, value }) => ({ labels: { ...labels, job: 'a' }, value }));
  return [...trendsAt(some, time).map(sampleOf), ...held];
}

/** The values of each series of that page. */
async function scraped(time: number): Promise<Map<string, string>> {
  const page = await pageOf(fleet, time);
  return new Map(
    page.map((line) => {
      const end = line.lastIndexOf(' ');
      const series = line.slice(0, end);
      const ofTarget = series.includes('{') ? series.replace('{', '{job="a",') : `${series}{job="a"}`;
      return [ofTarget, line.slice(end + 1)];
    }),
  );
}

/** One page for ten minutes, and then the other one for as long. */
async function seriesOf(before: number, after: number): Promise<Record<string, string>> {
  const [first, second] = [await scraped(before), await scraped(after)];
  return Object.fromEntries(
    [...new Set([...first.keys(), ...second.keys()])].map((series) => {
      const [was, is] = [first.get(series), second.get(series)];
      return [series, `${was === undefined ? '_x10' : `${was}x9`} ${is === undefined ? 'stale' : `${is}x10`}`];
    }),
  );
}

const moments = {
  'in the first hour': { before: TEN_MINUTES_LATER, after: TEN_MINUTES_LATER },
  'while an account is lost': { before: LOST - SCRAPE_INTERVAL, after: LOST },
};

describe.each(Object.entries(promtools))('%s', (_, promtool) => {
  it.each(Object.entries(moments))('records them %s', async (_name, { before, after }) => {
    const told = toldOf(fleet, after);
    const names = [...new Set(told.map(({ labels }) => labels.__name__ ?? ''))];
    await testRules(await promtool(), {
      name: 'a fleet',
      series: await seriesOf(before, after),
      expect: names.map((name) => ({
        at: '20m',
        query: name,
        gives: told.filter(({ labels }) => labels.__name__ === name),
      })),
    });
  });
});
