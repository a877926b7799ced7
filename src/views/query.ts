/** The query of an address: what people choose on a page, and programs in the API. */
import { didYouMean } from '../config/did-you-mean.ts';
import { type Filters, FILTERS, readFilters, type Selection } from '../config/filters.ts';
import type { Policy } from '../checks/policy.ts';
import type { Severity } from '../model/finding.ts';
import { type Order, orderTexts, readOrder } from './ordering.ts';
import { type Page, PAGE_SIZE } from './paging.ts';
import { patternProblem } from './pattern-bounds.ts';

/** A parameter of a query, for the reader of the query and for the documentation of the API. */
export interface Parameter {
  readonly name: string;
  /** One or two sentences. */
  readonly description: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  /** It is a whole number from 1 to `most`. */
  readonly whole?: { readonly most: number; readonly default: number };
  /** It may be given several times: then one of the values has to match. */
  readonly many?: true;
}

/** A value is longer than any name, and more of them than anybody writes. */
export const MOST_VALUES = 20;
export const LONGEST_VALUE = 300;
const LAST_PAGE = 1_000_000;
/** So many rows are made and compressed in a few milliseconds. */
const MOST_ROWS = 500;

export const PAGE = {
  name: 'page',
  description: 'Which page of the rows, from 1.',
  whole: { most: LAST_PAGE, default: 1 },
} as const satisfies Parameter;

/** For programs: the pages for people have all the same number of rows. */
export const LIMIT = {
  name: 'limit',
  description: 'How many rows a page has.',
  whole: { most: MOST_ROWS, default: PAGE_SIZE },
} as const satisfies Parameter;

/** @param columns by which rows can be ordered. */
export function sortParameter(columns: readonly string[]): Parameter {
  const description = 'By which column the rows are ordered. A - before it turns the order.';
  return { name: 'sort', description, choices: orderTexts(columns) };
}

/** What a query says, by the names of the parameters. */
export type Values = ReadonlyMap<string, readonly string[]>;

export interface Problem {
  readonly parameter: string;
  /** What is wrong, with the name of the parameter, and what to write. */
  readonly text: string;
}

export type ReadQuery<Query> =
  { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Who writes the query. */
export interface Asker {
  /** Parameters that only this one has. */
  readonly parameters: readonly Parameter[];
  /** Whether a parameter without a value is one that is not given, as in a form that was sent. */
  readonly leavesEmpty: boolean;
}

const FORM: Asker = { parameters: [], leavesEmpty: true };

/** A variable of a script that is empty by mistake must not choose everything. */
export const PROGRAM: Asker = { parameters: [LIMIT], leavesEmpty: false };

interface ReadValues {
  readonly values: Values;
  readonly problems: readonly Problem[];
}

/** Reads nothing but the parameters that are declared. */
function readValues(search: URLSearchParams, parameters: readonly Parameter[], asker: Asker): ReadValues {
  const byName = new Map([...parameters, ...asker.parameters].map((parameter) => [parameter.name, parameter]));
  const values = new Map<string, string[]>();
  const problems: Problem[] = [];
  for (const [name, value] of search) {
    const parameter = byName.get(name);
    const text = parameter === undefined ? unknownName(name, [...byName.keys()]) : problemOf(value, parameter, asker);
    if (text !== undefined) problems.push({ parameter: name.slice(0, LONGEST_VALUE), text });
    else if (value !== '') values.set(name, [...(values.get(name) ?? []), value]);
    if (problems.length === MOST_VALUES) break;
  }
  for (const [name, given] of values) {
    const most = byName.get(name)?.many === true ? MOST_VALUES : 1;
    if (given.length > most) {
      problems.push({ parameter: name, text: `${name}: has ${given.length} values: write at most ${most}` });
      values.delete(name);
    }
  }
  return { values, problems };
}

function unknownName(name: string, known: readonly string[]): string {
  const short = name.slice(0, LONGEST_VALUE);
  return `there is no filter ${short}${didYouMean(short, known) || `: the filters are ${known.join(', ')}`}`;
}

function problemOf(value: string, { name, choices, whole }: Parameter, { leavesEmpty }: Asker): string | undefined {
  if (value === '') return leavesEmpty ? undefined : `${name}: is empty: write a value, or leave ${name} out`;
  if (value.length > LONGEST_VALUE) return `${name}: is longer than ${LONGEST_VALUE} characters: write a shorter one`;
  if (choices?.includes(value) === false) return `${name}: there is no ${value}: write ${choices.join(', ')}`;
  if (whole !== undefined && !isWhole(value, whole)) {
    return `${name}: ${value} is no ${name}: write a whole number from 1 to ${whole.most}`;
  }
  return undefined;
}

function isWhole(value: string, { most }: { readonly most: number }): boolean {
  return /^[1-9]\d*$/.test(value) && Number(value) <= most;
}

/** What every list has. */
export interface ListQuery<Column extends string = string> extends Page {
  readonly order: Order<Column>;
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
  asker: Asker = FORM,
): ReadQuery<ListQuery<Column>> {
  const { values, problems } = readValues(search, parameters, asker);
  const tooLarge = patternProblem(values);
  if (tooLarge !== undefined) return { ok: false, problems: [...problems, tooLarge] };
  const of = (name: string): readonly string[] => values.get(name) ?? [];
  const texts: Filters = {
    accounts: of(FILTERS.account.name),
    owners: of(FILTERS.owner.name),
    users: of(FILTERS.user.name),
    checks: of(FILTERS.check.name),
    severities: of(FILTERS.severity.name) as readonly Severity[],
  };
  const filters = readFilters(texts, policy, '');
  if (!filters.ok) return { ok: false, problems: [...problems, ...filterProblems(texts, policy)] };
  if (problems.length > 0) return { ok: false, problems };
  const wholeOf = ({ name, whole }: typeof PAGE | typeof LIMIT): number => Number(of(name)[0] ?? whole.default);
  const [sort] = of('sort');
  const order = sort === undefined ? standard : readOrder<Column>(sort);
  const page = { page: wholeOf(PAGE), limit: wholeOf(LIMIT) };
  return { ok: true, query: { order, ...page, texts, selection: filters.selection, values } };
}

const LISTS = {
  account: 'accounts',
  owner: 'owners',
  user: 'users',
  check: 'checks',
  severity: 'severities',
} as const satisfies Readonly<Record<keyof typeof FILTERS, keyof Filters>>;

/** Of each filter by itself: that of another one hides none. */
function filterProblems(texts: Filters, policy: Policy): Problem[] {
  const none: Filters = { accounts: [], owners: [], users: [], checks: [], severities: [] };
  return Object.entries(LISTS).flatMap(([parameter, list]) => {
    const read = readFilters({ ...none, [list]: texts[list] }, policy, '');
    return read.ok ? [] : read.problems.map((text) => ({ parameter, text }));
  });
}
