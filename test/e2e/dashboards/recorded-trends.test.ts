/** The alert rules record what the tests of a week tell the boards. */
import { describe, it } from '@jest/globals';
import { testRules } from '../alerts/promtool.ts';
import type { Labels } from '../alerts/scenario.ts';
import { promtools } from '../support/board-stories.ts';
import { fleetOf, TEN_MINUTES_LATER } from '../support/fleet.ts';
import { pageOf } from '../support/fleet-pages.ts';
import { trendsAt } from '../support/fleet-trends.ts';

/** Of more, promtool takes a minute. */
const fleet = fleetOf(30);
const told = trendsAt(fleet, TEN_MINUTES_LATER).map(sampleOf);

/** `name{label="value"} 1`; an empty label is none. */
function sampleOf(line: string): { readonly labels: Labels; readonly value: number } {
  const [, name = '', labels = '', value = ''] = /^([\w:]+)\{(.*)\} (\S+)$/.exec(line) ?? [];
  const pairs = [...labels.matchAll(/(\w+)="([^"]+)"/g)].map(([, label = '', text = '']) => [label, text]);
  const named = Object.fromEntries(pairs) as Labels;
  return { labels: { __name__: name, ...named }, value: Number(value) };
}

/** Each sample for as long as the rules take to record it. */
async function scraped(): Promise<Record<string, string>> {
  const page = await pageOf(fleet, TEN_MINUTES_LATER);
  return Object.fromEntries(
    page.map((line) => {
      const end = line.lastIndexOf(' ');
      const series = line.slice(0, end);
      const ofTarget = series.includes('{') ? series.replace('{', '{job="a",') : `${series}{job="a"}`;
      return [ofTarget, `${line.slice(end + 1)}x10`];
    }),
  );
}

describe.each(Object.entries(promtools))('%s', (_, promtool) => {
  it('records them', async () => {
    const names = [...new Set(told.map(({ labels }) => labels.__name__ ?? ''))];
    await testRules(await promtool(), {
      name: 'a fleet',
      series: await scraped(),
      expect: names.map((name) => ({
        at: '10m',
        query: name,
        gives: told.filter(({ labels }) => labels.__name__ === name),
      })),
    });
  });
});
