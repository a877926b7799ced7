/** The tables of what stands within an access key that `keys` or `whose` prints. */
import { KEY_FINDING_FIELDS, STEP_FIELDS } from '../../src/cli/key-fields.ts';
import { fieldTable } from './command-tables.ts';

export function keyTables(): string[] {
  return ['In each of `findings`:', fieldTable(KEY_FINDING_FIELDS), 'In `next_step`:', fieldTable(STEP_FIELDS)];
}
