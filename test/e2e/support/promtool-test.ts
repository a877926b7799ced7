/** `promtool test rules`: stories about series that are made up, each with what is to come of it. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Finished, run } from './tools.ts';

/** Parses every rule at every evaluation, and by default spends a quarter of its time on what that leaves behind. */
const COLLECT_LESS = 'GOGC=400';

/** Runs what a file of tests holds. */
export async function promtoolTest(promtool: string, tests: object): Promise<Finished> {
  const file = path.join(await temporaryFolder(), 'tests.yaml');
  await writeFile(file, stringify(tests));
  return run('env', [COLLECT_LESS, promtool, 'test', 'rules', file]);
}
