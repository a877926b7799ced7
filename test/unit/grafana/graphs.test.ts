/** What every graph looks like. */
import { fieldMatchers, FieldType, toDataFrame } from '@grafana/data';
import { expect, it } from '@jest/globals';
import { RAMP } from '../../../grafana/thresholds.ts';
import { boardPanels, panelOf } from '../../support/grafana/boards.ts';
import '../../support/grafana/transform.ts';

const graphs = boardPanels.filter(({ panel }) => panel.type === 'timeseries');

interface Legend {
  readonly legend: { readonly placement: string; readonly displayMode: string; readonly calcs: readonly string[] };
}

it.each(graphs)('has its legend below it: $board: $title', ({ panel }) => {
  const { legend } = panel.options as Legend;
  expect(legend).toMatchObject({ placement: 'bottom', displayMode: 'list' });
  expect(legend.calcs).toHaveLength(1);
});

it.each(graphs)('shows the first point of a history, and says where it begins: $board: $title', ({ panel }) => {
  expect((panel.fieldConfig?.defaults.custom as { showPoints: string }).showPoints).toBe('auto');
  expect(panel.description).toContain('History begins with the first scrape.');
  expect(panel.interval).toMatch(/^(1|4|5|10)m$/);
});

// Grafana makes the points as many as the panel has pixels.
it.each(graphs)('asks for no more points than can be told apart: $board: $title', ({ panel }) => {
  expect(panel.maxDataPoints).toBeLessThanOrEqual(200);
});

it.each(graphs)('hides what is 0 all the time, in the legend: $board: $title', ({ panel }) => {
  const { matcher, properties } = panel.fieldConfig?.overrides.find(({ matcher }) => matcher.id === 'byValue') ?? {};
  expect(properties).toEqual([{ id: 'custom.hideFrom', value: { legend: true, tooltip: true, viz: false } }]);
  const matches = (values: number[]) => {
    const frame = toDataFrame({ fields: [{ name: 'Value', type: FieldType.number, values }] });
    const [field] = frame.fields;
    return field !== undefined && fieldMatchers.get('byValue').get(matcher?.options)(field, frame, [frame]);
  };
  expect([matches([0, 0]), matches([0, 1]), matches([3, 0])]).toEqual([true, false, false]);
});

it.each(graphs)('has an axis that people can read: $board: $title', ({ panel }) => {
  const { unit } = panel.fieldConfig?.defaults ?? {};
  // Ages of days and hours in Grafana's own unit of seconds are weeks and "1.16 days".
  expect(/age|idle|without use/i.test(panel.title ?? '') && unit === 's').toBe(false);
  expect(unit).not.toBe('suffix:days');
});

it('paints keys darker the older they are, and the oldest is on top', () => {
  const colours = ['up to 90 days', '91 to 180 days', '181 to 270 days', '271 to 360 days', 'more than 360 days'].map(
    (name) => {
      const { properties } =
        panelOf('access-keys', 'Active keys by age').fieldConfig?.overrides.find(
          ({ matcher }) => matcher.options === name,
        ) ?? {};
      return (properties?.[0]?.value as { fixedColor: string }).fixedColor;
    },
  );
  expect(colours).toEqual(RAMP);
});
