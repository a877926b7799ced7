import { RefreshFailure } from '../../model/refresh-failure.ts';

/** What IAM's answers in pages have in common. A page may hold fewer than were asked for, or none, and still not be the last. */
export interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/**
 * Every page of an answer. Throws RefreshFailure if one says nothing, such as a page of a proxy that the SDK reads without a
 * complaint, or if AWS does not say how to go on: a part must not pass for the whole.
 */
export async function* pagesOf<Answer extends Page>(
  ask: (marker: { readonly Marker?: string }) => Promise<Answer>,
): AsyncGenerator<Answer> {
  let marker: { Marker?: string } = {};
  for (;;) {
    const page = await ask(marker);
    if (saysNothing(page)) throw new RefreshFailure('service', 'AWS answered with nothing of what it was asked for');
    yield page;
    if (page.IsTruncated !== true) return;
    if (page.Marker === undefined || page.Marker === marker.Marker) {
      throw new RefreshFailure('service', 'AWS says that its answer goes on, and not where');
    }
    marker = { Marker: page.Marker };
  }
}

function saysNothing(page: Page): boolean {
  return Object.entries(page).every(([member, value]) => member === '$metadata' || value === undefined);
}

/** For an entry of a page that lacks what AWS always gives: leaving it out would say that there is no such thing. */
export function incomplete(what: string): RefreshFailure {
  return new RefreshFailure('service', `AWS named ${what} without saying all of it`);
}
