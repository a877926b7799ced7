/** What `whoami` prints on standard output. */
import type { AskedAccount } from '../model/caller-identity.ts';
import { columnTable } from './column-field.ts';
import { toObject } from '../fields/field.ts';
import { toJson } from './json.ts';
import { WHOAMI_FIELDS } from './whoami-fields.ts';
import type { WhoamiOutput } from './whoami-options.ts';

const OF_EXPORTER = WHOAMI_FIELDS.filter(({ name }) => name !== 'account_name');

/** @param exporter its own credentials, apart from the accounts: it may be a name of none of them. */
export function printAsked(asked: readonly AskedAccount[], output: WhoamiOutput, exporter?: AskedAccount): string {
  if (output === 'table') return columnTable(WHOAMI_FIELDS, exporter === undefined ? asked : [exporter, ...asked]);
  const accounts = asked.map((each) => toObject(WHOAMI_FIELDS, each));
  return toJson({ ...(exporter !== undefined && { exporter: toObject(OF_EXPORTER, exporter) }), accounts });
}
