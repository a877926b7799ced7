/** The accounts that evidence is about: those of the configuration and the organization, or reports that are given. */
import type { Config } from '../config/config.ts';
import { readReportArguments } from '../config/report-arguments.ts';
import { withoutOrganization } from '../refresh/members.ts';
import { STANDARD_INPUT } from '../sources/standard-input.ts';
import type { AskingOutside } from './asking.ts';
import { findMembers, type FoundMembers } from './found-members.ts';

export interface EvidenceAccounts extends FoundMembers {
  /** Whether reports are given, whose accounts nobody knows before they are read. */
  readonly given: boolean;
}

/** @returns undefined: they could not be found, and standard error has why. */
export async function evidenceAccounts(
  outside: AskingOutside,
  config: Config,
  reportFiles: readonly string[],
): Promise<EvidenceAccounts | undefined> {
  if (reportFiles.length === 0) {
    const found = await findMembers(outside, config);
    return found && { ...found, given: false };
  }
  const { accounts, problems, notes } = await readReportArguments(reportFiles, STANDARD_INPUT, config.accounts);
  await outside.printError(notes.map((note) => `${note}\n`).join(''));
  return { members: withoutOrganization(accounts), notes: problems, unmatched: [], given: true };
}
