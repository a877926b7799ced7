/** What `whoami` prints on standard output. */
import type { AskedAccount } from '../model/caller-identity.ts';
import { columnTable } from './column-field.ts';
import { toObject } from './field.ts';
import { toJson } from './json.ts';
import { WHOAMI_FIELDS } from './whoami-fields.ts';
import type { WhoamiOutput } from './whoami-options.ts';

export function printAsked(asked: readonly AskedAccount[], output: WhoamiOutput): string {
  if (output === 'table') return columnTable(WHOAMI_FIELDS, asked);
  return toJson({ accounts: asked.map((each) => toObject(WHOAMI_FIELDS, each)) });
}
