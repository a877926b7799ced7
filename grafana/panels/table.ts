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
import { NEUTRAL, notANumber, ONE_DAY } from '../thresholds.ts';
import { labelled } from '../promql.ts';
import { COUNT, DAYS } from '../units.ts';
import { DATASOURCE } from '../variables.ts';
import { tableQuery } from './query.ts';
import { QUERY_FAILED } from './stat.ts';

interface AnyColumn {
  /** A label's name, or the value of a query: `Value #A`. */
  readonly field: string;
  readonly title: string;
  readonly unit?: string;
  readonly decimals?: number;
  /** What a cell of a row says that has no such value; in the row in words it is a dash. */
  readonly empty?: string;
  readonly mappings?: readonly ValueMapping[];
  /** The text takes their colour. */
  readonly thresholds?: ThresholdsConfig;
  readonly links?: readonly DataLink[];
  /** For labels by which a reader looks for rows: an icon beside the title. */
  readonly filterable?: boolean;
}

interface FixedColumn extends AnyColumn {
  /** In pixels. */
  readonly width: number;
}

/** Takes what the others leave. */
interface WideColumn extends AnyColumn {
  readonly minWidth: number;
}

/** Only there for the links and the order of other columns. */
interface HiddenColumn extends AnyColumn {
  readonly hidden: true;
}

export type Column = FixedColumn | WideColumn | HiddenColumn;

export interface Table {
  readonly title: string;
  readonly description: string;
  /** By letter. A says which rows there are, each other one fills a column of them. */
  readonly queries: Readonly<{ A: string } & Record<string, string>>;
  /** The other queries find rows too that A does not have: these are left out. */
  readonly onlyRowsOfA?: true;
  /** From left to right; what is not named is not shown. */
  readonly columns: readonly Column[];
  /** By fields of the columns, the first one before all others: rows that are alike in it keep their order. */
  readonly sort: readonly { readonly field: string; readonly descending?: boolean }[];
  /** What a row says where data were read and there is nothing to list; none for a table that has a row whenever data were read. */
  readonly inWords?: readonly Words[];
  /** What a row says where nothing was read, and why. */
  readonly noData: string;
  readonly height: number;
  readonly width?: number;
}

export function table(options: Table): Panel {
  const { sort, inWords = [], noData, onlyRowsOfA = false } = options;
  const columns: readonly Column[] = [WORDS_COLUMN, ...options.columns];
  const A = orInWords(options.queries.A, [...inWords, { text: noData, where: 'vector(1)' }]);
  const queries = { ...options.queries, A: onlyRowsOfA ? labelled(A, LISTED, 'yes') : A };
  const names = columns.map(({ field }) => field);
  const panel = new PanelBuilder()
    .title(options.title)
    .description(options.description)
    .datasource(DATASOURCE)
    .targets(Object.entries(queries).map(([refId, expr]) => tableQuery(expr, refId)))
    .span(options.width ?? 24)
    .height(options.height)
    .unit(COUNT)
    .thresholds({ build: () => NEUTRAL })
    .noValue(QUERY_FAILED)
    .filterable(false)
    .withTransformation({ id: 'merge', options: {} });
  if (onlyRowsOfA) panel.withTransformation(ONLY_LISTED);
  // Each keeps the order of the one before where its own values are equal.
  for (const { field, descending = false } of sort.toReversed()) {
    panel.withTransformation({ id: 'sortBy', options: { sort: [{ field, desc: descending }] } });
  }
  panel
    .withTransformation({ id: 'filterFieldsByName', options: { include: { names } } })
    .withTransformation({
      id: 'organize',
      options: { indexByName: Object.fromEntries(names.map((name, index) => [name, index])) },
    })
    // The panel's own text is for a table without columns; a cell without a value is something else.
    .overrideByRegexp('/.*/', [{ id: 'noValue', value: '–' }]);
  const [first] = sort;
  const sorted = columns.find((column) => column.field === first?.field && !('hidden' in column));
  // Shows the arrow, for a reader who then sorts by another column.
  if (sorted !== undefined) {
    panel.sortBy([new TableSortByFieldStateBuilder().displayName(sorted.title).desc(first?.descending ?? false)]);
  }
  for (const column of columns) panel.overrideByName(column.field, properties(column));
  return panel.build();
}

/** A label of the rows that are shown. */
export const LISTED = 'listed';
const ONLY_LISTED = {
  id: 'filterByValue',
  options: {
    type: 'include',
    match: 'any',
    filters: [{ fieldName: LISTED, config: { id: 'isNotNull', options: {} } }],
  },
};

function properties(column: Column): DynamicConfigValue[] {
  const { field, title, unit, decimals, empty, thresholds, links, filterable } = column;
  const isNumber = field.startsWith('Value #');
  const mappings = [
    ...(column.mappings ?? []),
    ...(unit === DAYS ? [ONE_DAY] : []),
    ...(isNumber ? [notANumber(empty)] : []),
  ];
  const coloured = thresholds !== undefined || column.mappings !== undefined;
  const all: [string, unknown][] = [
    ['displayName', title],
    ['unit', unit],
    ['decimals', decimals],
    ['custom.width', 'width' in column ? column.width : undefined],
    ['custom.minWidth', 'minWidth' in column ? column.minWidth : undefined],
    ['custom.filterable', filterable],
    // A number in words stands where a text would.
    ['custom.align', isNumber && column.mappings !== undefined && thresholds === undefined ? 'left' : undefined],
    ['mappings', mappings.length === 0 ? undefined : mappings],
    ['thresholds', thresholds],
    ['custom.displayMode', coloured ? 'color-text' : undefined],
    ['links', links],
    ['custom.hidden', 'hidden' in column ? true : undefined],
  ];
  return all.filter(([, value]) => value !== undefined).map(([id, value]) => ({ id, value }));
}
