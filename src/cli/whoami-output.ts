/** What `whoami` prints on standard output. */
import type { AskedAccount } from '../model/caller-identity.ts';
import { toObject } from './field.ts';
import { toJson } from './json.ts';
import { type Cell, table } from './table.ts';
import { WHOAMI_FIELDS } from './whoami-fields.ts';
import type { WhoamiOutput } from './whoami-options.ts';

export function printAsked(asked: readonly AskedAccount[], output: WhoamiOutput): string {
  if (output === 'table') return asked.length === 0 ? '' : whoamiTable(asked);
  return toJson({ accounts: asked.map((each) => toObject(WHOAMI_FIELDS, each)) });
}

function whoamiTable(asked: readonly AskedAccount[]): string {
  const columns = WHOAMI_FIELDS.filter(
    ({ head, rare, read }) => head !== undefined && (rare !== true || asked.some((each) => read(each) !== undefined)),
  );
  const lines = asked.map((each) => columns.map(({ read, cell = read }) => cell(each) as Cell));
  return table([columns.map(({ head }) => head), ...lines]);
}
