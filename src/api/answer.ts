import { type Field, FLAG, type JsonType, NUMBER, objectType, TEXT, TIME, toObject } from '../fields/field.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';
import type { Held } from '../views/held.ts';
import { PAGE } from '../views/query.ts';
import type { Turns } from '../views/turns.ts';
import { type ProblemDetails, wrongQuery } from './problem.ts';
import type { List, Resource } from './resource.ts';
import { pathOf } from './resources.ts';

interface Document extends List {
  readonly moment: UnixSeconds | undefined;
  readonly next: string | undefined;
}

/** @param items what one of them is. */
export function documentFields(items: JsonType): readonly Field<Document>[] {
  return [
    {
      name: 'time',
      type: TIME,
      help: 'When the policy was applied. Absent as long as nothing has been judged since the start.',
      read: ({ moment }) => (moment === undefined ? undefined : isoTime(moment)),
    },
    {
      name: 'complete',
      type: FLAG,
      always: true,
      help: 'Whether the exporter has read every account and every other fact to the end, and knows every outcome of the chosen accounts and checks. With `false` there may be more.',
      read: ({ complete }) => complete,
    },
    {
      name: 'notes',
      type: { type: 'array', items: TEXT },
      always: true,
      help: 'Why there may be more than the items show, and values of filters that choose nothing: sentences.',
      read: ({ notes }) => notes,
    },
    {
      name: 'total',
      type: NUMBER,
      always: true,
      help: 'All that the filters choose, on every page.',
      read: ({ total }) => total,
    },
    { name: 'page', type: NUMBER, always: true, help: 'Which page this is, from 1.', read: ({ page }) => page },
    { name: 'pages', type: NUMBER, always: true, help: 'How many pages there are.', read: ({ pages }) => pages },
    {
      name: 'next',
      type: { type: 'string', format: 'uri-reference' },
      help: 'The address of the next page, without the host. Absent on the last one. The header `Link` has it too.',
      read: ({ next }) => next,
    },
    {
      name: 'items',
      type: { type: 'array', items },
      always: true,
      help: 'The entries of this page.',
      read: ({ items }) => items,
    },
  ];
}

export function itemType({ fields }: Resource): JsonType {
  return objectType(fields);
}

/** What the resource answers to a query: a document with the address of the next page, or what is wrong with the query. */
export async function answerOf(
  resource: Resource,
  held: Held,
  search: URLSearchParams,
  turns?: Turns,
): Promise<{ readonly document: object; readonly next: string | undefined } | { readonly problem: ProblemDetails }> {
  const read = await resource.list(held, search, turns);
  if ('problems' in read) return { problem: wrongQuery(read.problems) };
  const { list } = read;
  const next = list.page < list.pages ? addressOf(resource, search, list.page + 1) : undefined;
  const document = { ...list, next, moment: held.moment };
  return { document: toObject(documentFields({}), document), next };
}

function addressOf(resource: Resource, search: URLSearchParams, page: number): string {
  const query = new URLSearchParams(search);
  query.set(PAGE.name, String(page));
  return `${pathOf(resource)}?${query.toString()}`;
}
