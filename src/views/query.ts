/** The query of an address: what people choose on a page, and programs in the API. */
import { didYouMean } from '../config/did-you-mean.ts';
import { type Filters, FILTERS, readFilters, type Selection } from '../config/filters.ts';
import type { Policy } from '../checks/policy.ts';
import type { Severity } from '../model/finding.ts';
import { type Order, orderTexts, readOrder } from './ordering.ts';

/** A parameter of a query, for the reader of the query and for the documentation of the API. */
export interface Parameter {
  readonly name: string;
  /** One or two sentences. */
  readonly description: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  /** It may be given several times: then one of the values has to match. */
  readonly many?: true;
}

/** A value is longer than any name, and more of them than anybody writes: each is a pattern that is held against every user. */
const MOST_VALUES = 20;
const LONGEST_VALUE = 300;
const LAST_PAGE = 1_000_000;

export const PAGE = { name: 'page', description: 'Which page of the rows, from 1.' } as const satisfies Parameter;

/** @param columns by which rows can be ordered. */
export function sortParameter(columns: readonly string[]): Parameter {
  const description = 'By which column the rows are ordered. A - before it turns the order.';
  return { name: 'sort', description, choices: orderTexts(columns) };
}

/** What a query says, by the names of the parameters. */
export type Values = ReadonlyMap<string, readonly string[]>;

export type ReadQuery<Query> =
  { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads nothing but the parameters that are declared. What is left empty, as in a form, is not given. */
function readValues(search: URLSearchParams, parameters: readonly Parameter[]): ReadQuery<Values> {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const values = new Map<string, string[]>();
  const problems: string[] = [];
  for (const [name, value] of search) {
    const parameter = byName.get(name);
    const problem = parameter === undefined ? unknownName(name, [...byName.keys()]) : problemOf(value, parameter);
    if (problem !== undefined) problems.push(problem);
    else if (value !== '') values.set(name, [...(values.get(name) ?? []), value]);
    if (problems.length === MOST_VALUES) break;
  }
  for (const [name, given] of values) {
    const most = byName.get(name)?.many === true ? MOST_VALUES : 1;
    if (given.length > most) problems.push(`${name}: has ${given.length} values: write at most ${most}`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, query: values };
}

function unknownName(name: string, known: readonly string[]): string {
  const short = name.slice(0, LONGEST_VALUE);
  return `there is no filter ${short}${didYouMean(short, known) || `: the filters are ${known.join(', ')}`}`;
}

function problemOf(value: string, { name, choices }: Parameter): string | undefined {
  if (value === '') return undefined;
  if (value.length > LONGEST_VALUE) return `${name}: is longer than ${LONGEST_VALUE} characters: write a shorter one`;
  if (choices?.includes(value) === false) return `${name}: there is no ${value}: write ${choices.join(', ')}`;
  return undefined;
}

/** What every list has. */
export interface ListQuery<Column extends string = string> {
  readonly order: Order<Column>;
  readonly page: number;
  readonly texts: Filters;
  readonly selection: Selection;
  readonly values: Values;
}

/** @param standard the order without a word in the query. */
export function readListQuery<Column extends string>(
  search: URLSearchParams,
  parameters: readonly Parameter[],
  policy: Policy,
  standard: Order<Column>,
): ReadQuery<ListQuery<Column>> {
  const read = readValues(search, parameters);
  if (!read.ok) return read;
  const values = read.query;
  const of = (name: string): readonly string[] => values.get(name) ?? [];
  const texts: Filters = {
    accounts: of(FILTERS.account.name),
    owners: of(FILTERS.owner.name),
    users: of(FILTERS.user.name),
    checks: of(FILTERS.check.name),
    severities: of(FILTERS.severity.name) as readonly Severity[],
  };
  const filters = readFilters(texts, policy, '');
  const [pageText = '1'] = of(PAGE.name);
  const page = /^[1-9]\d*$/.test(pageText) ? Number(pageText) : 0;
  const isPage = page > 0 && page <= LAST_PAGE;
  const problems = [
    ...(filters.ok ? [] : filters.problems),
    ...(isPage ? [] : [`${PAGE.name}: ${pageText} is no page: write a whole number from 1`]),
  ];
  if (!filters.ok || !isPage) return { ok: false, problems };
  const [sort] = of('sort');
  const order = sort === undefined ? standard : readOrder<Column>(sort);
  return { ok: true, query: { order, page, texts, selection: filters.selection, values } };
}
