/** Which file Node.js finds for each name by which a package can be imported. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { node24Binary } from './tools.ts';

/** In a process of its own, as jest finds modules in a way of its own. A name of which nothing is found has a code of an error. */
const FIND = `
  import { existsSync, readFileSync } from 'node:fs';
  import { createRequire } from 'node:module';
  import path from 'node:path';
  import { fileURLToPath } from 'node:url';
  const require = createRequire(path.resolve('package.json'));
  const found = {};
  for (const name of process.argv.slice(1)) {
    const { exports } = JSON.parse(readFileSync('node_modules/' + name + '/package.json', 'utf8'));
    const paths = Object.keys(Object(exports)).filter((key) => key.startsWith('.') && !/[*]|[.][mc]?ts$/.test(key));
    for (const key of paths.length > 0 ? paths : ['.']) {
      const module = name + key.slice(1);
      found[module] = [() => require.resolve(module), () => fileURLToPath(import.meta.resolve(module))].map(resolved);
    }
  }
  console.log(JSON.stringify(found));

  function resolved(find) {
    try {
      const file = find();
      return existsSync(file) ? path.relative('.', file) : 'absent';
    } catch (error) {
      return error.code;
    }
  }
`;

/** By `require` and by `import`, for each module of these packages in the node_modules of a folder. */
export async function foundModules(folder: string, packages: readonly string[]): Promise<Record<string, string[]>> {
  const args = ['--no-deprecation', '--input-type=module', '--eval', FIND, ...packages];
  const { stdout } = await promisify(execFile)(await node24Binary(), args, { cwd: folder });
  return JSON.parse(stdout) as Record<string, string[]>;
}
