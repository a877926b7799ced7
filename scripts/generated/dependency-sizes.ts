/**
 * How large the production dependencies are, by the lockfile and node_modules. It goes from package to package as Node.js looks for
 * them, so that it counts the same where the development dependencies are installed too.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface DependencySizes {
  /** Of those that package.json names, in bytes: without other packages, and with those that would go with it. */
  readonly direct: ReadonlyMap<string, { readonly itself: number; readonly withItsOwn: number }>;
  readonly packages: number;
  readonly bytes: number;
}

interface Entry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** `root` is a folder with an installation of its package-lock.json. `counts` says of a path below it whether it is counted. */
export function dependencySizes(root: string, counts: (file: string) => boolean = () => true): DependencySizes {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Entry>>;
  };
  const names = Object.keys(lock.packages['']?.dependencies ?? {});
  const all = reachable(lock.packages, names);
  const sizes = new Map([...all].map((place) => [place, bytesOf(root, place, counts)]));
  const total = (places: Iterable<string>) => [...places].reduce((sum, place) => sum + (sizes.get(place) ?? 0), 0);
  const direct = names.map((name) => {
    const others = reachable(
      lock.packages,
      names.filter((other) => other !== name),
    );
    return [name, { itself: total([`node_modules/${name}`]), withItsOwn: total(all) - total(others) }] as const;
  });
  return { direct: new Map(direct), packages: all.size, bytes: total(all) };
}

/** The places of the packages that `names` bring. */
function reachable(packages: Readonly<Record<string, Entry>>, names: readonly string[]): Set<string> {
  const found = new Set(names.map((name) => `node_modules/${name}`));
  for (const place of found) {
    for (const name of neededBy(packages[place] ?? {})) {
      const needed = lookUp(packages, place, name);
      if (needed !== undefined) found.add(needed);
    }
  }
  return found;
}

/** An optional peer is not installed for the package: where it is there, somebody else needs it. */
function neededBy({
  dependencies,
  optionalDependencies,
  peerDependencies = {},
  peerDependenciesMeta,
}: Entry): string[] {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** As Node.js does: in the package, then in each folder around it. */
function lookUp(packages: Readonly<Record<string, Entry>>, place: string, name: string): string | undefined {
  const inside = `${place}/node_modules/${name}`;
  if (inside in packages) return inside;
  const around = place.lastIndexOf('/node_modules/');
  if (around !== -1) return lookUp(packages, place.slice(0, around), name);
  return `node_modules/${name}` in packages ? `node_modules/${name}` : undefined;
}

function bytesOf(root: string, place: string, counts: (file: string) => boolean): number {
  const folder = path.join(root, place);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(path.relative(folder, entry.parentPath), entry.name));
  return files
    .filter((file) => !file.startsWith('node_modules/') && counts(path.join(place, file)))
    .reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
}
