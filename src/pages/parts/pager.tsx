import type { Html } from '../../html/document.ts';
import type { Paged } from '../../views/paging.ts';

export interface PagerProps {
  readonly of: Omit<Paged<unknown>, 'rows'>;
  readonly address: (page: number) => string;
  /** There is one at each end of a list: a keyboard need not go through all its links. */
  readonly place: 'before' | 'after';
}

export function Pager({ of: { page, pages }, address, place }: PagerProps): Html | null {
  if (pages === 1 && page === 1) return null;
  const links: [title: string, page: number][] = [
    ['First', 1],
    ['Previous', Math.min(page - 1, pages)],
    ['Next', page + 1],
    ['Last', pages],
  ];
  const leadsOn = (to: number): boolean => to >= 1 && to <= pages && to !== page;
  return (
    <nav class="pager" aria-label={`Pages, ${place} the list`}>
      {links.map(([title, to]) => (leadsOn(to) ? <a href={address(to)}>{title}</a> : <span>{title}</span>))}
      <p>{page > pages ? `Page ${page} is behind the last one, which is ${pages}` : `Page ${page} of ${pages}`}</p>
    </nav>
  );
}
