/** `--config.check`: what there is to say of a configuration that is good. */
import type { Config } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import type { Account } from '../model/account.ts';
import type { Clock } from '../model/clock.ts';
import { reportFileProblem } from '../sources/report-file.ts';
import type { Outside } from './outside.ts';

/** A share whose server is away does not answer at all. */
const LONGEST_LOOK_MS = 10_000;

/**
 * @param files that were read.
 * @param problemOf replaceable, since a disk that does not answer is not to be had in a test.
 */
export async function printConfigCheck(
  { printOut, printError, clock }: Pick<Outside, 'printOut' | 'printError' | 'clock'>,
  { configFile, webConfigFile }: Pick<Flags, 'configFile' | 'webConfigFile'>,
  { accounts, organization }: Pick<Config, 'accounts' | 'organization'>,
  problemOf = reportFileProblem,
): Promise<void> {
  const warnings = await Promise.all(accounts.map((account) => warnOfReportFile(account, clock, problemOf)));
  await printError(warnings.flat().join(''));
  const what = configFile ?? 'the default configuration';
  const { length } = accounts;
  const listed =
    length === 0 && organization !== undefined ? [] : [`${length} ${length === 1 ? 'account' : 'accounts'}`];
  const found = organization === undefined ? [] : ['the accounts of the organization'];
  await printOut(`${what} is good: ${[...listed, ...found].join(', and ')}\n`);
  if (webConfigFile !== undefined) await printOut(`${webConfigFile} is good\n`);
}

/** It may be there later, so that it is no problem of the configuration. */
async function warnOfReportFile(
  account: Account,
  clock: Clock,
  problemOf: typeof reportFileProblem,
): Promise<string[]> {
  if (account.source !== 'file') return [];
  const { name, reportFile } = account;
  const ended = new AbortController();
  const late = clock.sleep(LONGEST_LOOK_MS, ended.signal).then(() => 'its disk does not answer');
  const problem = await Promise.race([problemOf(reportFile), late]);
  ended.abort();
  return problem === undefined
    ? []
    : [`warning: the report file of "${name}" cannot be read: ${problem}: ${reportFile}\n`];
}
