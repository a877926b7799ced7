/**
 * The pages of IAM's lists. A page may hold fewer than MaxItems, even none, while more are to come; IsTruncated tells it.
 * Source: IAM API reference, GetAccountAuthorizationDetails and ListVirtualMFADevices.
 */
import { isWireError, type Operation, type WireError } from './protocol.ts';
import { validationError, type QueryRequest } from './query-protocol.ts';

export interface PagingOptions {
  /** At most so many on a page, whatever MaxItems asks for. */
  readonly pageSize?: number;
  /** At most so many on the first, the second ... page, even 0. Each of these pages is sent, also after the last item. */
  readonly shortPages?: readonly number[];
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The members of the result that say whether it goes on. */
  readonly continuation: { readonly IsTruncated: boolean; readonly Marker: string | undefined };
}

interface Position {
  readonly offset: number;
  readonly page: number;
}

const DEFAULT_MAX_ITEMS = 100;
const MOST_MAX_ITEMS = 1000;

/** The page that the request's Marker and MaxItems ask for. */
export function pageOf<Item>(
  items: readonly Item[],
  request: QueryRequest,
  { pageSize = Infinity, shortPages = [] }: PagingOptions = {},
): Page<Item> | WireError {
  const maxItems = Number(request.parameters.MaxItems ?? DEFAULT_MAX_ITEMS);
  if (!Number.isInteger(maxItems) || maxItems < 1 || maxItems > MOST_MAX_ITEMS) {
    return validationError(
      `1 validation error detected: Value '${maxItems}' at 'maxItems' failed to satisfy constraint: ` +
        `Member must have value ${maxItems < 1 ? 'greater than or equal to 1' : `less than or equal to ${MOST_MAX_ITEMS}`}`,
    );
  }
  const position = startOf(request);
  if (isWireError(position)) return position;
  const { offset, page } = position;
  const end = offset + Math.min(maxItems, pageSize, shortPages[page] ?? Infinity);
  const truncated = end < items.length || page + 1 < shortPages.length;
  return {
    items: items.slice(offset, end),
    continuation: {
      IsTruncated: truncated,
      Marker: truncated ? markerOf(request.operation, { offset: end, page: page + 1 }) : undefined,
    },
  };
}

function startOf({ operation, parameters: { Marker: marker } }: QueryRequest): Position | WireError {
  if (marker === undefined) return { offset: 0, page: 0 };
  const [, offset, page] = /^\w+ (\d+) (\d+)$/.exec(Buffer.from(marker, 'base64').toString()) ?? [];
  const position = { offset: Number(offset), page: Number(page) };
  // Also refuses the marker of another operation.
  return marker === markerOf(operation, position) ? position : validationError('Invalid Marker.');
}

/** Opaque to the client, as AWS's are; nothing is remembered. */
function markerOf(operation: Operation, { offset, page }: Position): string {
  return Buffer.from(`${operation} ${offset} ${page}`).toString('base64');
}
