/** Which files of the dependencies the image keeps, by the Dockerfile's own `find`. */
import { readFileSync } from 'node:fs';

const DOCKERFILE = new URL('../../Dockerfile', import.meta.url);

export function isInImage(): (file: string) => boolean {
  const removed = [...readFileSync(DOCKERFILE, 'utf8').matchAll(/-(?:name|path) '([^']+)'/g)].map(
    ([, glob = '']) =>
      // As in `find`, a star goes over slashes.
      new RegExp(`^${glob.replaceAll(/[.+]/g, '\\$&').replaceAll('*', '.*')}$`),
  );
  return (file) => !removed.some((pattern) => pattern.test(file));
}
