/**
 * The pages of Organizations' lists: at most 20 items, and a token that says that it goes on, also after an empty page. A page
 * goes on after the last item that was sent, whatever has been added or removed in the meantime.
 * Source: Organizations API reference, ListAccounts.
 */
import type { JsonInput, JsonRequest } from './json-protocol.ts';
import { invalidInput } from './organizations-errors.ts';
import type { PagingOptions } from './paging.ts';
import { isWireError, type WireError } from './protocol.ts';

const MOST_RESULTS = 20;

interface Numbered {
  /** From 1, in the order of the list. */
  readonly number: number;
}

export interface TokenPage<Item> {
  readonly items: readonly Item[];
  readonly NextToken: string | undefined;
}

interface Position {
  /** The number of the last item that was sent. */
  readonly after: number;
  readonly page: number;
}

export function tokenPage<Item extends Numbered>(
  list: readonly Item[],
  request: JsonRequest,
  { pageSize = Infinity, shortPages = [] }: PagingOptions = {},
): TokenPage<Item> | WireError {
  const { MaxResults: most = MOST_RESULTS } = request.input;
  if (typeof most !== 'number' || !Number.isInteger(most)) return invalidInput('INVALID_PATTERN');
  if (most < 1) return invalidInput('MIN_VALUE_EXCEEDED');
  if (most > MOST_RESULTS) return invalidInput('MAX_VALUE_EXCEEDED');
  const position = positionOf(request);
  if (isWireError(position)) return position;

  const left = list.filter(({ number }) => number > position.after);
  const items = left.slice(0, Math.min(most, pageSize, shortPages[position.page] ?? Infinity));
  const page = position.page + 1;
  const goesOn = items.length < left.length || page < shortPages.length;
  const after = items.at(-1)?.number ?? position.after;
  return { items, NextToken: goesOn ? tokenOf(request, { after, page }) : undefined };
}

function positionOf(request: JsonRequest): Position | WireError {
  const { NextToken: token } = request.input;
  if (token === undefined) return { after: 0, page: 0 };
  if (typeof token !== 'string') return invalidInput('INVALID_NEXT_TOKEN');
  const [, after, page] = /^(\d+) (\d+) /.exec(Buffer.from(token, 'base64').toString()) ?? [];
  const position = { after: Number(after), page: Number(page) };
  // Also refuses the token of another question.
  return token === tokenOf(request, position) ? position : invalidInput('INVALID_NEXT_TOKEN');
}

/** Opaque to the client, as AWS's are; nothing is remembered. */
function tokenOf({ operation, input }: JsonRequest, { after, page }: Position): string {
  return Buffer.from(`${after} ${page} ${operation} ${subjectOf(input)}`).toString('base64');
}

/** Of all but the place in the list. */
function subjectOf({ NextToken: _token, MaxResults: _most, ...asked }: JsonInput): string {
  return JSON.stringify(asked);
}
