/** The sizes in docs/dependencies.md are those of what npm installs to run the exporter, whatever else lies in node_modules. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dependencySizes } from '../../../scripts/generated/dependency-sizes.ts';
import { steadyFigure } from '../../../scripts/generated/steady-figure.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Installed {
  readonly bytes: number;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
  readonly peerDependenciesMeta?: object;
}

/** A folder with these packages, each with one file below `lib`. `names` are the dependencies of its package.json. */
async function installation(names: readonly string[], packages: Readonly<Record<string, Installed>>): Promise<string> {
  const root = await temporaryFolder();
  const entries: [string, object][] = [['', { dependencies: Object.fromEntries(names.map((name) => [name, '1'])) }]];
  for (const [place, { bytes, ...entry }] of Object.entries(packages)) {
    await mkdir(path.join(root, place, 'lib'), { recursive: true });
    await writeFile(path.join(root, place, 'lib/index.js'), 'x'.repeat(bytes));
    entries.push([place, entry]);
  }
  await writeFile(path.join(root, 'package-lock.json'), JSON.stringify({ packages: Object.fromEntries(entries) }));
  return root;
}

describe('the sizes', () => {
  it('are of each dependency by itself, and with what nobody else needs', async () => {
    const root = await installation(['app', 'log'], {
      'node_modules/app': { bytes: 100, dependencies: { router: '1', shared: '1' } },
      'node_modules/router': { bytes: 20, dependencies: { app: '1' } },
      'node_modules/log': { bytes: 50, dependencies: { shared: '1' } },
      'node_modules/shared': { bytes: 3 },
    });
    expect(dependencySizes(root)).toEqual({
      direct: new Map([
        ['app', { itself: 100, withItsOwn: 120 }],
        ['log', { itself: 50, withItsOwn: 50 }],
      ]),
      packages: 4,
      bytes: 173,
    });
  });

  it('are 0 for a dependency that another one brings all the same', async () => {
    const root = await installation(['core', 'client'], {
      'node_modules/core': { bytes: 10 },
      'node_modules/client': { bytes: 20, peerDependencies: { core: '1' } },
    });
    expect(dependencySizes(root).direct.get('core')).toEqual({ itself: 10, withItsOwn: 0 });
  });

  it('count a package within a package once, and look it up as Node.js does', async () => {
    const root = await installation(['app'], {
      'node_modules/app': { bytes: 100, dependencies: { old: '1' } },
      'node_modules/app/node_modules/old': { bytes: 7, dependencies: { ms: '1' } },
      'node_modules/app/node_modules/ms': { bytes: 1 },
      'node_modules/old': { bytes: 4_000 },
      'node_modules/ms': { bytes: 4_000 },
    });
    const { direct, packages, bytes } = dependencySizes(root);
    expect(direct.get('app')).toEqual({ itself: 100, withItsOwn: 108 });
    expect([packages, bytes]).toEqual([3, 108]);
  });

  it('leave out what is there for the development, be it the optional peer of a dependency', async () => {
    const root = await installation(['app'], {
      'node_modules/app': {
        bytes: 100,
        peerDependencies: { tool: '1' },
        peerDependenciesMeta: { tool: { optional: true } },
      },
      'node_modules/tool': { bytes: 4_000 },
    });
    expect(dependencySizes(root)).toMatchObject({ packages: 1, bytes: 100 });
  });

  it('are of the files that are asked for', async () => {
    const root = await installation(['app'], { 'node_modules/app': { bytes: 100 } });
    expect(dependencySizes(root, (file) => file !== 'node_modules/app/lib/index.js').bytes).toBe(0);
  });
});

describe('a figure', () => {
  it.each([
    ['is counted where none is written', undefined, 1.26, '1.3'],
    ['stays while it is off by 0.1', '0.4', 0.49, '0.4'],
    ['stays while it is off by a tenth', '30.0', 32.9, '30.0'],
    ['is written anew beyond, when it grows', '30.0', 33.1, '33.1'],
    ['is written anew beyond, when it shrinks', '2.0', 1.7, '1.7'],
  ])('%s', (_what, written, counted, expected) => {
    expect(steadyFigure(written, counted)).toBe(expected);
  });
});
