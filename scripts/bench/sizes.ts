/** How large what users install is: the npm package, and the packages that it brings. */
import { packedPackage } from '../../test/support/packed-files.ts';
import { DEPENDENCY_REASONS } from '../generated/dependency-reasons.ts';
import { dependencySizes } from '../generated/dependency-sizes.ts';
import { isInImage } from '../generated/image-files.ts';
import { type Compared, inTurn } from './compared.ts';
import type { Figure } from './figure.ts';

const LIMIT = 'counted, each with its reason (dependencies.md)';

export async function measureSizes(folders: Compared<string>): Promise<Figure[]> {
  const installed = (folder: string) => {
    const { packages, bytes } = dependencySizes(folder);
    return `${inMegabytes(bytes)} (${packages} packages)`;
  };
  const packed = await inTurn(folders, async (folder) => {
    const { size, unpackedSize } = await packedPackage(folder);
    return `${inMegabytes(size)} (unpacked ${inMegabytes(unpackedSize)})`;
  });
  const held = [...dependencySizes(folders.own).direct.keys()].every((name) => name in DEPENDENCY_REASONS);
  return [
    {
      what: 'production dependencies, as `npm ci --omit=dev` installs them',
      limit: LIMIT,
      measured: installed(folders.own),
      first: installed(folders.first),
      held,
    },
    {
      what: 'production dependencies in the image, which leaves out what Node.js does not load',
      limit: LIMIT,
      measured: inMegabytes(dependencySizes(folders.own, isInImage()).bytes),
      // The image of the first build has all of them.
      first: inMegabytes(dependencySizes(folders.first).bytes),
      held,
    },
    { what: 'npm package, without dependencies', limit: '', measured: packed.own, first: packed.first, held: true },
  ];
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
