/**
 * The API: what the exporter holds, for programs. Each resource is declared once, and from its declaration come the reading of a query, the
 * answer, the OpenAPI document and docs/api.md. This room reads views, and knows no HTTP server and no AWS.
 */
import type { Policy } from '../checks/policy.ts';
import { type Field, toObject } from '../fields/field.ts';
import { isComplete } from '../views/complete.ts';
import type { Held } from '../views/held.ts';
import type { Paged } from '../views/paging.ts';
import { type Asker, type ListQuery, type Parameter, type Problem, PROGRAM, type ReadQuery } from '../views/query.ts';
import { createTurns, type Turns } from '../views/turns.ts';

export interface ApiField<Of> extends Field<Of> {
  /** The family of /metrics that shows it: `metrics.exclude` takes both away. Not on what every entry has. */
  readonly family?: string | undefined;
}

/** One page of a list. */
export interface List extends Omit<Paged<never>, 'rows'> {
  readonly items: readonly object[];
  readonly notes: readonly string[];
  readonly complete: boolean;
}

export interface Resource {
  /** The end of its address. */
  readonly name: string;
  /** Without a full stop. */
  readonly summary: string;
  /** Sentences. */
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly fields: readonly ApiField<never>[];
  /** What the query chooses, or what is wrong with it. */
  readonly list: (
    held: Held,
    search: URLSearchParams,
    turns?: Turns,
  ) => Promise<{ readonly list: List } | { readonly problems: readonly Problem[] }>;
}

type Selecting = Pick<ListQuery, 'selection'>;

interface Declaration<Query extends Selecting, Row, Entry> extends Pick<
  Resource,
  'name' | 'summary' | 'description' | 'parameters'
> {
  readonly fields: readonly ApiField<Entry>[];
  readonly read: (search: URLSearchParams, policy: Policy, asker: Asker) => ReadQuery<Query>;
  readonly view: (
    held: Held,
    query: Query,
    turns: Turns,
  ) => Promise<Paged<Row> & { readonly notes: readonly string[] }>;
  /** What the fields read, of the rows of one page. */
  readonly entries: (rows: readonly Row[], held: Held) => readonly Entry[];
}

export function defineResource<Query extends Selecting, Row, Entry>({
  read,
  view,
  entries,
  fields,
  ...resource
}: Declaration<Query, Row, Entry>): Resource {
  return {
    ...resource,
    parameters: [...resource.parameters, ...PROGRAM.parameters],
    fields,
    async list(held, search, turns = createTurns()) {
      const query = read(search, held.world.policy, PROGRAM);
      if (!query.ok) return { problems: query.problems };
      const { rows, total, page, pages, notes } = await view(held, query.query, turns);
      const shown = shownFields(fields, held);
      const items = entries(rows, held).map((entry) => toObject(shown, entry));
      const complete = await isComplete(held, query.query.selection, turns);
      return { list: { items, total, page, pages, notes, complete } };
    },
  };
}

/** Without those that /metrics does not show. */
export function shownFields<Of>(
  fields: readonly ApiField<Of>[],
  { excluded }: Pick<Held, 'excluded'>,
): readonly ApiField<Of>[] {
  return fields.filter(({ family }) => family === undefined || !excluded(family));
}
