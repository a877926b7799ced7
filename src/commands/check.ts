/** The `check` command: applies the configured policy once to every account, for people and for pipelines. */
import { assess } from '../checks/assess.ts';
import { checks } from '../checks/catalogue.ts';
import type { Policy } from '../checks/policy.ts';
import {
  checkSummary,
  dateLine,
  failureLines,
  faultLine,
  gapLines,
  notJudgedLine,
  progress,
  skippedRowsLine,
} from '../cli/check-notes.ts';
import { type CheckOptions, type DatedFinding, printFindings } from '../cli/check-output.ts';
import { createLog } from '../cli/log.ts';
import { openLogDestination } from '../cli/log-destination.ts';
import { type Config, toReportFileAccount } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { externalIdsOf } from '../model/account.ts';
import type { AccountAssessment, Assessment } from '../model/assessment.ts';
import { unixSeconds } from '../model/clock.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import { stackFrames } from '../model/stack-frames.ts';
import type { UnixSeconds } from '../model/time.ts';
import { createFilePlaces } from '../refresh/file-places.ts';
import { gatherOnce } from '../refresh/gather-once.ts';
import { createPlaces } from '../refresh/places.ts';
import { describeSdkWarning } from '../sources/aws/sdk-warnings.ts';
import type { Outside } from './outside.ts';
import { threadsOf } from './threads.ts';
import { createSources } from './sources.ts';

/** Resolves to the exit code. */
export async function check(outside: Outside, flags: Flags, config: Config, options: CheckOptions): Promise<number> {
  const { clock, random, printError, environment } = outside;
  const ignore = () => undefined;
  const destination = openLogDestination(outside.standardError, ignore);
  const { reportFile } = options;
  const accounts = reportFile === undefined ? config.accounts : [toReportFileAccount(reportFile)];
  const secrets = externalIdsOf(accounts);
  const log = createLog(flags.logLevel, destination, () => secrets);
  outside.onConsole((line) => log.warn({}, describeSdkWarning(line)));
  const { inPlace } = createPlaces(config.concurrency, clock);
  const sourcesOf = createSources(
    { log, clock, environment, inPlace, count: ignore, answered: ignore },
    { clock, random, inFilePlace: createFilePlaces(threadsOf(environment)) },
  );
  const logFault = (fields: object, stack: string | undefined): void =>
    log.error({ ...fields, stack }, 'a fault of this program');
  let done = 0;
  const onAccount = (gathered: GatheredAccount): void => {
    done += 1;
    if (accounts.length > 1) void printError(progress(gathered, done, accounts.length));
    for (const { fact, failure } of gathered.failures) {
      if (failure.reason === 'internal') logFault({ account: gathered.account.name, fact }, stackFrames(failure.cause));
    }
  };
  const gathered = await gatherOnce({ clock, sourcesOf, onAccount }, { ...config, accounts });
  const { code, out, error, faults } = await judge(gathered, config.policy, options, unixSeconds(clock));
  for (const { accountName: account, check, error } of faults) {
    logFault({ account, check }, stackFrames(error));
  }
  await outside.printOut(out);
  await destination.end();
  await printError(error);
  return code;
}

export interface CheckResult {
  /** 3: an account, a row, a column, a cell or a fact could not be read, so nobody knows; 1: something as severe as `failOn` is open. */
  readonly code: 0 | 1 | 3;
  readonly out: string;
  /** What is to be said beside the findings. */
  readonly error: string;
  readonly faults: Assessment['faults'];
}

/** What `check` prints and how it ends. @param now for ages. */
export async function judge(
  gathered: readonly GatheredAccount[],
  policy: Policy,
  { output, failOn }: Pick<CheckOptions, 'output' | 'failOn'>,
  now: UnixSeconds,
): Promise<CheckResult> {
  const read = gathered.flatMap(({ facts }) => facts ?? []);
  const assessment = await assess(read, policy, now);
  const findings: DatedFinding[] = assessment.accounts.flatMap((account) =>
    account.findings.map((finding) => ({ finding, generatedTime: timeOf(finding, account) })),
  );
  findings.sort((one, other) => rank(one.finding.severity) - rank(other.finding.severity));
  const gaps = [
    ...gathered.flatMap(failureLines),
    ...read.flatMap(skippedRowsLine),
    ...assessment.accounts.flatMap(gapLines),
    ...assessment.faults.map(faultLine),
  ];
  const tooSevere = failOn !== undefined && findings.some(({ finding }) => rank(finding.severity) <= rank(failOn));
  return {
    code: gaps.length > 0 ? 3 : tooSevere ? 1 : 0,
    out: printFindings(findings, output),
    error: [
      ...gaps,
      ...read.flatMap((facts) => dateLine(facts, now)),
      ...read.flatMap((facts) => notJudgedLine(facts, policy)),
      checkSummary(assessment),
      ...(gaps.length > 0 ? ['not everything could be read, so there may be more'] : []),
      '',
    ].join('\n'),
    faults: assessment.faults,
  };
}

/** Of what shows the finding: the fact that its check needs, or the report. */
function timeOf({ check: id }: Finding, { facts: { facts } }: AccountAssessment): UnixSeconds {
  const [needed = 'credential-report'] = checks.find((check) => check.id === id)?.needs ?? [];
  return (facts[needed] ?? facts['credential-report']).asOf;
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
