/** What holds for every panel of every board. The names that end in -rule are those of Grafana's own dashboard linter. */
import { expect, it } from '@jest/globals';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { BOARDS } from '../../../grafana/links.ts';
import { COLOURS, RAMP } from '../../../grafana/thresholds.ts';
import { boardPanels, type BoardPanel, queriesOf } from '../../support/grafana/boards.ts';
import { override, visibleColumns } from '../../support/grafana/table-columns.ts';
import { wrongIf } from './wrong-if.ts';

type Rule = (panel: BoardPanel) => unknown;

const PANEL_TYPES = ['stat', 'table', 'timeseries', 'bargauge'];
const UNITS = /^(locale|string|s|bytes|percentunit|dateTimeFromNow|suffix:.+)$/;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** Each gives what is wrong, and nothing else. */
const rules: Readonly<Record<string, Rule>> = {
  'panel-title-description-rule': ({ panel: { title = '', description = '' } }) => {
    return wrongIf(title === '' || !/[.)]$/.test(description), { title, description });
  },
  'panel-units-rule': ({ panel }) => {
    const { unit = '' } = panel.fieldConfig?.defaults ?? {};
    return wrongIf(!UNITS.test(unit), unit);
  },
  'panel-datasource-rule': ({ panel }) => {
    const sources = [panel.datasource, ...queriesOf(panel).map(({ datasource }) => datasource)];
    return sources.find((source) => JSON.stringify(source) !== JSON.stringify(DATASOURCE));
  },
  'panel-no-targets-rule': ({ panel }) => {
    const refIds = queriesOf(panel).map(({ refId }) => refId);
    return wrongIf(refIds.length === 0 || new Set(refIds).size !== refIds.length, refIds);
  },
  'is of a type that these rules know': ({ panel: { type } }) => {
    return wrongIf(!PANEL_TYPES.includes(type), type);
  },
  // A query that finds nothing says so by a value, a row in words or a legend.
  'says that its query failed, and nothing else, where there is no answer at all': ({ panel }) => {
    const { noValue } = panel.fieldConfig?.defaults ?? {};
    return wrongIf(noValue !== 'query failed', noValue);
  },
  'has an answer where there are no data': ({ panel }) => {
    const last = queriesOf(panel)[0]?.expr.split(' or on () ').at(-1) ?? '';
    return wrongIf(!/vector\((NaN|0|1|-4)\)/.test(last), last);
  },
  'is not repeated for each value of a variable': ({ panel }) => panel.repeat ?? panel.libraryPanel,
  'has no colour but those with a meaning': ({ panel }) => {
    const colours = [...JSON.stringify(panel).matchAll(/"(?:color|fixedColor)":"([^"]+)"/g)].map(
      ([, colour]) => colour,
    );
    return colours.find((colour) => ![...Object.values<string | undefined>(COLOURS), ...RAMP].includes(colour));
  },
  'leads only to boards that there are': ({ panel }) => {
    const uids = [...JSON.stringify(panel).matchAll(/\/d\/([a-z-]+)/g)].map(([, uid]) => uid);
    return uids.find((uid) => !Object.values(BOARDS).some((board) => board.uid === uid));
  },
};

const statRules: Readonly<Record<string, Rule>> = {
  'does not show a missing value as if all were well': ({ panel }) => {
    const base = panel.fieldConfig?.defaults.thresholds?.steps[0];
    return wrongIf(base?.value !== null || ![COLOURS.noData, COLOURS.neutral].some((colour) => colour === base.color), {
      base,
    });
  },
  'shows what holds now': ({ panel }) => queriesOf(panel).find(({ instant }) => instant !== true),
};

const tableRules: Readonly<Record<string, Rule>> = {
  'has as many rows as the variable Rows allows, at most': ({ panel }) => {
    const [rows] = queriesOf(panel);
    return wrongIf(rows?.refId !== 'A' || !/\b(topk|bottomk) ?\(\$limit,/.test(rows.expr), rows);
  },
  'is sorted': ({ panel }) => {
    const sorts = sortsOf(panel);
    return wrongIf(sorts.length === 0, sorts) ?? sorts.find((field) => override(panel, field) === undefined);
  },
  // Grafana sorts by one field at a time, and leaves rows that are alike in it where they were.
  'keeps rows of equal rank in their order at a refresh': ({ panel }) => {
    const sorts = sortsOf(panel);
    const ofOneRow = OF_ONE_ROW.includes(panel.title ?? '');
    return wrongIf(!ofOneRow && sorts.every((field) => field.startsWith('Value #')), sorts);
  },
  'merges its queries, which gives their values names': ({ panel }) => {
    const queries = queriesOf(panel);
    const others = queries.filter(({ format, instant }) => format !== PromQueryFormat.Table || instant !== true);
    const namesValues = JSON.stringify(panel.fieldConfig?.overrides).includes('"Value #');
    return wrongIf(
      (namesValues && queries.length < 2) || panel.transformations?.[0]?.id !== 'merge' || others.length > 0,
      queries,
    );
  },
  'shows the value of every query': ({ panel }) => {
    const infos = [
      'A',
      ...queriesOf(panel)
        .filter(({ expr }) => /_info|, reason\)/.test(expr))
        .map(({ refId }) => refId),
    ];
    const shown = (refId = '') => infos.includes(refId) || override(panel, `Value #${refId}`) !== undefined;
    return queriesOf(panel).find(({ refId }) => !shown(refId))?.refId;
  },
  // The report may leave out the date of a password or key that is there.
  'does not take an unknown age for a credential that is not there': ({ panel }) => {
    const fields = visibleColumns(panel).map(({ field }) => field);
    return fields.find((field) => {
      const value = (id: string): unknown => override(panel, field)?.find((property) => property.id === id)?.value;
      return value('unit') === 'suffix:days' && /^no (password|key|certificate)/.test(String(value('noValue')));
    });
  },
  'has columns with titles of their own': ({ panel }) => {
    const titles = visibleColumns(panel).map(({ title }) => title);
    return wrongIf(titles.includes('') || new Set(titles).size !== titles.length, titles);
  },
  'takes its links from columns that it has': ({ panel }) => {
    const fields = [...JSON.stringify(panel).matchAll(/__data\.fields\.(\w+)/g)].map(([, field = '']) => field);
    return fields.find((field) => override(panel, field) === undefined);
  },
};

const timeSeriesRules: Readonly<Record<string, Rule>> = {
  // Grafana makes the look-back of a rate from the interval of the query, and not from the panel's: four times as long at least.
  'has points no closer than scrapes are': ({ panel }) => {
    const minutesOrMore = /^[1-9]\d*[mh]$/.test(String(panel.interval));
    return (
      wrongIf(!minutesOrMore, panel.interval) ?? queriesOf(panel).find(({ interval }) => interval !== panel.interval)
    );
  },
};

/** An account or a user has one. */
const OF_ONE_ROW = ['Password and MFA', 'Password policy'];

function sortsOf({ transformations = [] }: Panel): string[] {
  return transformations
    .filter(({ id }) => id === 'sortBy')
    .flatMap(({ options }) => (options as SortOptions).sort.map(({ field }) => field));
}

interface SortOptions {
  readonly sort: readonly { readonly field: string; readonly desc: boolean }[];
}

const rulesOf: Readonly<Record<string, typeof rules>> = {
  stat: { ...rules, ...statRules },
  table: { ...rules, ...tableRules },
  timeseries: { ...rules, ...timeSeriesRules },
};

it.each(boardPanels)('$board: $title', (boardPanel) => {
  const held = Object.entries(rulesOf[boardPanel.panel.type] ?? rules);
  const broken = held.map(([rule, wrong]) => ({ rule, wrong: wrong(boardPanel) }));
  expect(broken.filter(({ wrong }) => wrong !== undefined)).toEqual([]);
});
