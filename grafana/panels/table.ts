import type {
  DynamicConfigValue,
  Panel,
  ThresholdsConfig,
  ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { orInWords, type Words, WORDS_COLUMN } from '../in-words.ts';
import type { DataLink } from '../links.ts';
import { NEUTRAL, NOT_A_NUMBER } from '../thresholds.ts';
import { DATASOURCE } from '../variables.ts';
import { tableQuery } from './query.ts';

export interface Column {
  /** A label's name, or the value of a query: `Value #A`. */
  readonly field: string;
  readonly title: string;
  readonly unit?: string;
  readonly decimals?: number;
  readonly width?: number;
  /** What an empty cell says. */
  readonly empty?: string;
  readonly mappings?: ValueMapping[];
  /** The text takes their colour. */
  readonly thresholds?: ThresholdsConfig;
  readonly links?: readonly DataLink[];
  /** Only there for the links of other columns. */
  readonly hidden?: boolean;
}

export interface Table {
  readonly title: string;
  readonly description: string;
  /** By letter. A says which rows there are, each other one fills a column of them. */
  readonly queries: Readonly<{ A: string } & Record<string, string>>;
  /** From left to right; what is not named is not shown. */
  readonly columns: readonly Column[];
  /** By a field of the columns. */
  readonly sort: { readonly field: string; readonly descending: boolean };
  /** What a row says where data were read and there is nothing to list; none for a table that has a row whenever data were read. */
  readonly inWords?: readonly Words[];
  /** What it says without a single column, and why: nothing was read. */
  readonly noData: string;
  readonly height: number;
  readonly width?: number;
}

export function table(options: Table): Panel {
  const { sort, inWords = [] } = options;
  const columns: readonly Column[] =
    inWords.length === 0 ? options.columns : [WORDS_COLUMN, ...options.columns.map(orNoNumber)];
  const queries = { ...options.queries, A: orInWords(options.queries.A, inWords) };
  const names = columns.map(({ field }) => field);
  const panel = new PanelBuilder()
    .title(options.title)
    .description(options.description)
    .datasource(DATASOURCE)
    .targets(Object.entries(queries).map(([refId, expr]) => tableQuery(expr, refId)))
    .span(options.width ?? 24)
    .height(options.height)
    .unit('none')
    .thresholds({ build: () => NEUTRAL })
    .noValue(options.noData)
    .filterable(true)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({ id: 'sortBy', options: { sort: [{ field: sort.field, desc: sort.descending }] } })
    .withTransformation({ id: 'filterFieldsByName', options: { include: { names } } })
    .withTransformation({
      id: 'organize',
      options: { indexByName: Object.fromEntries(names.map((name, index) => [name, index])) },
    })
    // The panel's own text is for a table without columns; a cell without a value is something else.
    .overrideByRegexp('/.*/', [{ id: 'noValue', value: '–' }]);
  const sorted = columns.find(({ field, hidden }) => field === sort.field && hidden !== true);
  // Shows the arrow, for a reader who then sorts by another column.
  if (sorted !== undefined) {
    panel.sortBy([new TableSortByFieldStateBuilder().displayName(sorted.title).desc(sort.descending)]);
  }
  for (const column of columns) panel.overrideByName(column.field, properties(column));
  return panel.build();
}

/** The value of query A is no number in the row in words. */
function orNoNumber(column: Column): Column {
  return column.field === 'Value #A' ? { ...column, mappings: [...(column.mappings ?? []), NOT_A_NUMBER] } : column;
}

function properties({
  title,
  unit,
  decimals,
  width,
  empty,
  mappings,
  thresholds,
  links,
  hidden,
}: Column): DynamicConfigValue[] {
  const coloured = thresholds !== undefined || mappings !== undefined;
  const all: [string, unknown][] = [
    ['displayName', title],
    ['unit', unit],
    ['decimals', decimals],
    ['custom.width', width],
    ['noValue', empty],
    ['mappings', mappings],
    ['thresholds', thresholds],
    ['custom.displayMode', coloured ? 'color-text' : undefined],
    ['links', links],
    ['custom.hidden', hidden],
  ];
  return all.filter(([, value]) => value !== undefined).map(([id, value]) => ({ id, value }));
}
