import { RefreshFailure } from '../../model/refresh-failure.ts';

interface Continued {
  readonly token: string | undefined;
  /** Whether the answer has nothing of what was asked for, not even that there is nothing. */
  readonly saysNothing: boolean;
}

/**
 * Every page of an answer that goes on by a token. A page may be empty and still not be the last. Throws RefreshFailure if a page says nothing, or
 * if a token comes again: a part must not pass for the whole.
 */
export async function* tokenPages<Page>(
  ask: (token: string | undefined) => Promise<Page>,
  read: (page: Page) => Continued,
): AsyncGenerator<Page> {
  const used = new Set<string>();
  let token: string | undefined;
  for (;;) {
    const page = await ask(token);
    const next = read(page);
    if (next.saysNothing) throw new RefreshFailure('service', 'AWS answered with nothing of what it was asked for');
    yield page;
    // The services differ in whether they leave it out at the end.
    token = next.token === '' ? undefined : next.token;
    if (token === undefined) return;
    if (used.has(token)) throw new RefreshFailure('service', 'AWS says that its answer goes on, and not where');
    used.add(token);
  }
}
