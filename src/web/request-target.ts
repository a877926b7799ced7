/**
 * The path and query of the target of a request, which may be a whole URL (RFC 9112, section 3.2); undefined: it has none, and express
 * would answer it by itself, before the guard and without the headers of every answer.
 */
export function pathOf(target: string): string | undefined {
  if (target === '*' || target.startsWith('/')) return target;
  const [, path] = /^https?:\/\/[^/?#]+(.*)$/is.exec(target) ?? [];
  return path === undefined || path.startsWith('/') ? path : `/${path}`;
}

/** The query of a target that has a path. */
export function searchOf(target: string): URLSearchParams {
  const [, ...search] = target.split('?');
  return new URLSearchParams(search.join('?'));
}
