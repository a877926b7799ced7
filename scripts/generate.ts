/** `npm run generate` writes the generated files; `npm run generate -- --check` names those that are not up to date. */
import { writeFile } from 'node:fs/promises';
import { formatted, GENERATED_FILES, isCurrent, ROOT } from './generated/files.ts';

const check = process.argv.includes('--check');

for (const file of GENERATED_FILES) {
  if (await isCurrent(file)) continue;
  if (check) {
    console.error(`${file.path} is not up to date: run \`npm run generate\``);
    process.exitCode = 1;
  } else {
    await writeFile(new URL(file.path, ROOT), await formatted(file));
    console.log(`wrote ${file.path}`);
  }
}
