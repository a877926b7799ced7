import type { Html } from '../../html/document.ts';
import type { Order } from '../../views/ordering.ts';
import type { Paged } from '../../views/paging.ts';
import type { Values } from '../../views/query.ts';
import { type ListChange, listAddress } from '../addresses.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Pager } from './pager.tsx';

export interface PagedTableProps<Row> {
  /** Of the page that the list is on. */
  readonly path: string;
  /** What its address says, which every link of the list keeps. */
  readonly values: Values;
  readonly view: Paged<Row> & { readonly order: Order };
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
}

/** One page of a list, with the links to the other pages and orders. Without rows there is no table, and the page says why. */
export function PagedTable<Row>({ path, values, view, caption, columns }: PagedTableProps<Row>): Html {
  const address = (change: ListChange): string => listAddress(path, values, change);
  const toPage = (page: number): string => address({ page });
  return (
    <>
      <Pager of={view} address={toPage} place="before" />
      {view.rows.length > 0 && (
        <DataTable
          {...{ caption, columns }}
          rows={view.rows}
          sorting={{ order: view.order, address: (order) => address({ order }) }}
        />
      )}
      <Pager of={view} address={toPage} place="after" />
    </>
  );
}
