/** Writes what the evidence has of all accounts together. */
import { CONTROLS } from '../checks/controls.ts';
import { csvHeader, csvRows } from '../cli/csv.ts';
import { EVIDENCE_ACCOUNT_FIELDS } from '../cli/evidence-account-fields.ts';
import { CONTROL_FIELDS, type ControlEntry } from '../cli/evidence-control-fields.ts';
import { type Manifest, MANIFEST_FIELDS } from '../cli/evidence-manifest.ts';
import type { EvidenceOptions } from '../cli/evidence-options.ts';
import { toObject } from '../fields/field.ts';
import { toJson } from '../cli/json.ts';
import type { AccountEvidence } from '../evidence/account-evidence.ts';
import { evidencePage } from '../evidence/page.tsx';
import type { EvidenceFolder } from './evidence-folder.ts';

const OVERVIEW_FILES = ['accounts.csv', 'controls.csv', 'index.html', 'manifest.json'] as const;

export async function writeOverview(folder: EvidenceFolder, manifest: Manifest): Promise<void> {
  const { accounts, options } = manifest;
  const limitedTo = limitsOf(options);
  const page = { ...manifest, ...(limitedTo !== undefined && { limitedTo }) };
  const pieces: Readonly<Record<(typeof OVERVIEW_FILES)[number], () => Iterable<string>>> = {
    'accounts.csv': () => [csvHeader(EVIDENCE_ACCOUNT_FIELDS), csvRows(EVIDENCE_ACCOUNT_FIELDS, accounts)],
    'controls.csv': () => controlRows(accounts),
    'index.html': () => evidencePage(page),
    'manifest.json': () => [toJson(toObject(MANIFEST_FIELDS, manifest))],
  };
  for (const name of OVERVIEW_FILES) {
    await folder.file(name, async (file) => {
      for (const piece of pieces[name]()) await file.write(piece);
    });
  }
}

/** Those of each account that was read, and then those that no check assesses in any. */
function* controlRows(accounts: readonly AccountEvidence[]): Iterable<string> {
  yield csvHeader(CONTROL_FIELDS);
  for (const { standing, report } of accounts) {
    if (report === undefined) continue;
    const entries = report.outcomes.controls.map((summary): ControlEntry => {
      const account = { id: standing.accountId ?? '', name: standing.accountName, summary };
      return { control: summary.control, account };
    });
    yield csvRows(CONTROL_FIELDS, entries);
  }
  const others = CONTROLS.filter(({ coverage }) => coverage === 'not assessed');
  yield csvRows(
    CONTROL_FIELDS,
    others.map((control) => ({ control })),
  );
}

function limitsOf({ accounts, owners, reportFiles }: EvidenceOptions): string | undefined {
  const options = [
    ...accounts.map((account) => `--account ${account}`),
    ...owners.map((owner) => `--owner ${owner}`),
    ...reportFiles.map((file) => `--report-file ${file}`),
  ];
  return options.length === 0 ? undefined : options.join(', ');
}
