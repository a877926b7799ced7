/**
 * Reads account after account and writes what the evidence has of each. At most `concurrency` of them are in memory, and of those that are
 * written no more than sums.
 */
import { faultLine, progress } from '../cli/check-notes.ts';
import type { Config } from '../config/config.ts';
import { secretsOf } from '../config/config.ts';
import type { AccountEvidence } from '../evidence/account-evidence.ts';
import type { Account } from '../model/account.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import type { Member } from '../model/members.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import { stackFrames } from '../model/stack-frames.ts';
import type { UnixSeconds } from '../model/time.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { duplicateAccount } from '../refresh/failures.ts';
import { createIdentitySources } from '../sources/aws/caller-identity.ts';
import { createStandings } from './account-standings.ts';
import { type Asked, createAsking } from './asking.ts';
import { isChosen, type Selection } from '../config/filters.ts';
import { mayBeChosen } from './check-selection.ts';
import type { EvidenceAccounts } from './evidence-accounts.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import { withId } from './found-members.ts';
import { renamed, withStandardInput } from './given-reports.ts';
import { type LastReport, toLastReport } from './last-reports.ts';
import type { Outside } from './outside.ts';
import { type ReadAccount, readAccount } from './read-account.ts';
import { ownCredentials } from './whoami.ts';
import { oneAfterAnother, workThrough } from './work-through.ts';
import { writeAccountEvidence } from './write-account-evidence.ts';

export type CollectingOutside = Pick<
  Outside,
  'clock' | 'environment' | 'onConsole' | 'printError' | 'random' | 'standardInput'
>;

export interface Collecting {
  readonly config: Config;
  readonly found: EvidenceAccounts;
  readonly selection: Selection;
  readonly folder: EvidenceFolder;
  readonly now: UnixSeconds;
}

export interface CollectedAccount {
  /** With its id, as far as that is known. */
  readonly account: Account;
  readonly evidence: AccountEvidence;
}

export interface Collected {
  /** Those that are chosen, in and then out. */
  readonly accounts: readonly CollectedAccount[];
  /** Every account, chosen or not. */
  readonly known: readonly Account[];
  /** Who has asked the organization. Absent: there is none. */
  readonly identity?: Asked<{ readonly arn: string; readonly accountId: string }>;
  /** Stacks of faults of this program. */
  readonly faults: readonly string[];
  readonly printProblems: (lines: readonly string[]) => Promise<void>;
}

export async function collectEvidence(
  outside: CollectingOutside,
  { config, found, selection, folder, now }: Collecting,
): Promise<Collected> {
  const { clock, environment, printError } = outside;
  const { inside, outside: leftOut } = found.members;
  const all = { ...config, accounts: inside.map(({ account }) => account) };
  const asking = createAsking(outside, all);
  const identityOf = createIdentitySources(asking.access, environment, outside);
  const sourcesOf = withStandardInput(asking.sourcesOf, outside);
  const standings = createStandings({ ...found, accounts: config.accounts });
  const secrets = secretsOf(all);
  const faults: string[] = [];
  const clean = ({ reason, message, cause }: RefreshFailure): RefreshFailure =>
    new RefreshFailure(reason, withoutSecrets(message, secrets), { cause });

  const asked = inside.filter(({ account }) => found.given || mayBeChosen(account, selection));
  const collected: (CollectedAccount | undefined)[] = [];
  const claimed = new Map<string, number>();
  const inTurn = oneAfterAnother();
  let done = 0;

  function evidenceOf(member: Member, report: LastReport | undefined, gathered?: GatheredAccount): CollectedAccount {
    const standing = standings.ofMember(member, report);
    const failures = (gathered?.failures ?? []).map(({ fact, failure }) => ({ fact, failure: clean(failure) }));
    const { failure } = standing;
    return {
      account: withId(member, report),
      evidence: {
        standing: { ...standing, ...(failure !== undefined && { failure: clean(failure) }) },
        source: member.account.source,
        failures,
        gaps: [],
      },
    };
  }

  async function collect(given: Member, index: number): Promise<void> {
    if (given.awaits === 'selection') {
      collected[index] = evidenceOf(given, undefined);
      return;
    }
    const { account } = given;
    const [read, identity] = await Promise.all([
      readAccount(account, { clock, sourcesOf }, all),
      account.source === 'aws' ? asking.ask(identityOf(account).ask) : undefined,
    ]);
    const gathered = found.given ? renamed(read.gathered, config.accounts) : read.gathered;
    done += 1;
    if (asked.length > 1) void printError(progress(gathered, done, asked.length));
    const member = { ...given, account: gathered.account };
    await inTurn(() => write(member, index, { gathered, csv: read.csv }, identity));
  }

  async function write(
    member: Member,
    index: number,
    { gathered, csv }: ReadAccount,
    identity: Collected['identity'],
  ): Promise<void> {
    const { facts } = gathered;
    const accountId = facts && reportOf(facts).accountId;
    if (!isChosen(member.account, accountId, selection)) return;
    const report = toLastReport(member.account, [gathered], now);
    const entry = evidenceOf(member, report, gathered);
    collected[index] = entry;
    if (facts === undefined || accountId === undefined || csv === undefined || report.state !== 'read') return;

    // Of two entries that turn out to be one account the first one is it, whichever is read first.
    const before = claimed.get(accountId);
    if (before !== undefined && before < index) {
      collected[index] = secondOf(member, accountId, before);
      return;
    }
    claimed.set(accountId, index);
    const other = before === undefined ? undefined : asked[before];
    if (before !== undefined && other !== undefined) collected[before] = secondOf(other, accountId, index);

    const written = await writeAccountEvidence(folder, facts, csv, config.policy, now);
    const name = member.account.name;
    const faultLines = [...written.faults].map(([check, error]) => {
      faults.push(...(stackFrames(error)?.split('\n') ?? []));
      return faultLine({ accountName: name, check, error });
    });
    collected[index] = {
      ...entry,
      evidence: {
        ...entry.evidence,
        report: written.report,
        gaps: [...written.gaps, ...faultLines],
        ...(identity?.ok === true && { identity: identity.value }),
        ...(identity?.ok === false && { identityFailure: clean(identity.failure) }),
      },
    };
  }

  function secondOf(member: Member, accountId: string, first: number): CollectedAccount {
    const { account } = member;
    const failure = duplicateAccount(accountId, (asked[first] ?? member).account);
    const failures = [{ fact: 'credential-report' as const, failure }];
    return evidenceOf(member, { account, state: 'failed', failure }, { account, failures });
  }

  const { organization } = config;
  const [identity] = await Promise.all([
    organization === undefined || found.given ? undefined : asking.ask(identityOf(ownCredentials(organization)).ask),
    workThrough(asked, config.concurrency, collect),
  ]);
  const others = leftOut.map((outsider): CollectedAccount => {
    const { accountId, accountName: name } = outsider;
    // Whose it is, nobody asked.
    const account = { source: 'aws', name, accountId, owner: '' } as const;
    return { account, evidence: { standing: standings.ofOutsider(outsider), failures: [], gaps: [] } };
  });
  return {
    accounts: [
      ...collected.flatMap((each) => each ?? []),
      ...others.filter(
        ({ account }) => mayBeChosen(account, selection) && isChosen(account, account.accountId, selection),
      ),
    ],
    known: [
      ...collected.flatMap((each) => each?.account ?? []),
      ...all.accounts,
      ...others.map(({ account }) => account),
    ],
    ...(identity !== undefined && { identity }),
    faults,
    printProblems: asking.printProblems,
  };
}
