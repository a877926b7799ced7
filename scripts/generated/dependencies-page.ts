/** docs/dependencies.md: the production dependencies, each with its reason, its room and its size. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DEPENDENCY_REASONS } from './dependency-reasons.ts';
import { dependencySizes } from './dependency-sizes.ts';
import { isInImage } from './image-files.ts';
import { markdownTable } from './markdown-table.ts';
import { steadyFigure } from './steady-figure.ts';

const ROOT = new URL('../../', import.meta.url);
const PAGE = new URL('docs/dependencies.md', ROOT);

const HEAD = `# Dependencies

What npm installs to run the exporter, without what its development needs. A megabyte is a million bytes of files. A figure stays while it is off by a tenth or by 0.1 at
most: \`npm run generate\` writes another one where a dependency has become noticeably larger or smaller.
`;

const IMAGE = `
The image leaves out what Node.js does not load: types, sources of TypeScript, source maps, the packages' own tests, and a second copy of the AWS SDK, which is for bundlers.
No dependency has code for one platform only but \`bcrypt\`, which brings its binaries for all. [Performance](performance.md) has the size of the npm package.
`;

const EACH = `## Why each is there

"MB with its own" is the package with those that nobody else needs: what we would save without it. It is 0 where another package brings it all the same. What
several need, such as the core of the AWS SDK, is in no figure of that column. Only one [room](architecture.md#the-rooms) knows each.
`;

export async function dependenciesPage(): Promise<string> {
  const { direct, packages, bytes } = dependencySizes(fileURLToPath(ROOT));
  const inImage = dependencySizes(fileURLToPath(ROOT), isInImage()).bytes;
  const ofOne = [...direct.values()].reduce((sum, { withItsOwn }) => sum + withItsOwn, 0);
  const roomOf = await rooms();
  const written = writtenRows();
  const figure = (row: string, column: number, size: number) => steadyFigure(written.get(row)?.[column], size / 1e6);
  const totals = [
    ['packages', steadyFigure(written.get('packages')?.[1], packages, 0)],
    ...Object.entries({
      'MB, as `npm ci --omit=dev` installs them': bytes,
      'MB of these in the image': inImage,
      'MB that more than one dependency brings': bytes - ofOne,
    }).map(([row, size]) => [row, figure(row, 1, size)]),
  ];
  const rows = [...direct].map(([name, { itself, withItsOwn }]) => {
    const row = `\`${name}\``;
    return [row, roomOf(name), figure(row, 2, itself), figure(row, 3, withItsOwn), DEPENDENCY_REASONS[name] ?? ''];
  });
  const header = ['Package', 'Room', 'MB', 'MB with its own', 'Why'];
  return [HEAD, markdownTable(['All together', ''], totals), IMAGE, EACH, markdownTable(header, rows)].join('\n');
}

/** The room of each package, by the rules of the architecture. */
async function rooms(): Promise<(name: string) => string> {
  const rules = new URL('.dependency-cruiser.js', ROOT);
  const { ROOMS } = (await import(rules.href)) as { ROOMS: Record<string, { readonly libraries: readonly string[] }> };
  const libraries = Object.entries(ROOMS).flatMap(([room, { libraries }]) =>
    libraries.map((library) => ({ room, pattern: new RegExp(`^${library}$`) })),
  );
  return (name) => {
    const home = libraries.find(({ pattern }) => pattern.test(name));
    if (home === undefined) throw new Error(`.dependency-cruiser.js has no room for ${name}`);
    return `\`${home.room}/\``;
  };
}

/** The rows of the page as it is, by their first cell. */
function writtenRows(): ReadonlyMap<string, readonly string[]> {
  const lines = existsSync(PAGE) ? readFileSync(PAGE, 'utf8').split('\n') : [];
  const rows = lines
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim()),
    );
  return new Map(rows.map((cells) => [cells[0] ?? '', cells]));
}
