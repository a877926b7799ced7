/** The `iam-policy` command: the least IAM policy that the configuration needs. */
import type { Config } from '../config/config.ts';
import { partitionOf } from '../config/region.ts';
import { type Account, hasRole, namedAccountId } from '../model/account.ts';
import { FACTS, type FactName } from '../model/facts/catalogue.ts';
import { type PermittedCommand, RESULT_BUCKET_ACTIONS, TRAIL_BUCKET_ACTIONS } from '../model/command-permissions.ts';
import { noFile } from './check-selection.ts';
import { ATHENA_SID, commandStatements, logGroupStatement, sidOf, type Statement } from './command-policy.ts';
import type { Outside } from './outside.ts';

interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** The configuration does not know their names. */
const BUCKETS = `add for Athena: ${TRAIL_BUCKET_ACTIONS.join(', ')} on the bucket of the trail, kms:Decrypt if it is encrypted with a key of yours, and ${RESULT_BUCKET_ACTIONS.join(', ')} on the bucket of the results unless the work group manages them\n`;

export interface PolicyOutput {
  readonly code: 0 | 2;
  readonly out: string;
  readonly error: string;
}

type PolicyConfig = Pick<Config, 'withoutFile' | 'accounts' | 'facts' | 'activity' | 'logs' | 'athena'>;

export interface PolicyOptions {
  /** Asks for the policy of that account's role. */
  readonly account?: string | undefined;
  /** Those that it is to be enough for, beside the exporter itself. */
  readonly commands?: readonly PermittedCommand[];
}

/** Resolves to the exit code. */
export async function iamPolicy(
  { printOut, printError }: Pick<Outside, 'printOut' | 'printError'>,
  config: PolicyConfig,
  options: PolicyOptions,
): Promise<number> {
  const { code, out, error } = printPolicy(config, options);
  await printOut(out);
  await printError(error);
  return code;
}

export function printPolicy(
  config: PolicyConfig,
  { account: accountName, commands = [] }: PolicyOptions,
): PolicyOutput {
  if (accountName === undefined) return printed(exporterPolicy(config, commands));
  const { accounts } = config;
  // A name may be twelve digits too.
  const account =
    accounts.find(({ name }) => name === accountName) ?? accounts.find((each) => namedAccountId(each) === accountName);
  if (account === undefined) {
    const names = accounts.map(({ name }) => name).join(', ');
    return refused(`--account: there is no account "${accountName}"${noFile(config)}; there is ${names}`);
  }
  if (account.source === 'file') {
    return refused(`--account: the account "${accountName}" is a report file, which needs no policy`);
  }
  if (!hasRole(account))
    return refused(
      `--account: the account "${accountName}" has no role: leave --account out for the identity that the exporter runs with`,
    );
  const Statement = accountStatements(config, account, commands);
  return printed({ Version: '2012-10-17', Statement });
}

/**
 * The least policy of the identity that the exporter runs with: the facts of its own account, if that is one of the accounts, and
 * the roles it assumes. undefined if it needs none.
 */
function exporterPolicy(config: PolicyConfig, commands: readonly PermittedCommand[]): PolicyDocument | undefined {
  const { accounts } = config;
  const roles = accounts.flatMap((account) => roleOf(account) ?? []);
  const own = accounts.find((account) => account.source === 'aws' && !hasRole(account));
  const assume: Statement = { Sid: 'AssumeAccountRoles', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles };
  const ofOwn = own === undefined ? [] : accountStatements(config, own, commands);
  const Statement = [...ofOwn, ...(roles.length > 0 ? [assume] : [])];
  return Statement.length > 0 ? { Version: '2012-10-17', Statement } : undefined;
}

function accountStatements(config: PolicyConfig, account: Account, commands: readonly PermittedCommand[]): Statement[] {
  const facts = [...readStatements(config), ...watchStatements(config, account)];
  const allowed = new Set(facts.flatMap(({ Action }) => Action));
  return [...facts, ...commandStatements(config, account, commands, allowed)];
}

/** One statement for each fact that is read. Two facts may need the same action, which is allowed once. */
function readStatements({ facts, activity }: Pick<Config, 'facts' | 'activity'>): Statement[] {
  const allowed = new Set<string>();
  const isInAccount = (id: FactName) => id !== 'activity' || activity.logGroup === undefined;
  return FACTS.filter(({ id }) => facts[id].enabled && isInAccount(id)).flatMap(({ id, permissions }) => {
    const Action = permissions.filter((action) => !allowed.has(action));
    for (const action of Action) allowed.add(action);
    // None of the actions knows resources.
    return Action.length === 0 ? [] : [{ Sid: sidOf('Read', id), Effect: 'Allow', Action, Resource: '*' } as const];
  });
}

/** The watch over a log group asks nothing in the accounts but in the one that reads it. */
function watchStatements({ facts, activity: { logGroup } }: PolicyConfig, { name }: Account): Statement[] {
  if (!facts.activity.enabled || logGroup?.account !== name) return [];
  return [logGroupStatement(sidOf('Read', 'activity'), logGroup)];
}

function printed(policy: PolicyDocument | undefined): PolicyOutput {
  if (policy === undefined)
    return { code: 0, out: '', error: 'the configuration reads files only and needs no policy\n' };
  const isAthena = policy.Statement.some(({ Sid }) => Sid === ATHENA_SID);
  return { code: 0, out: `${JSON.stringify(policy, null, 2)}\n`, error: isAthena ? BUCKETS : '' };
}

function refused(problem: string): PolicyOutput {
  return { code: 2, out: '', error: `${problem}\n` };
}

/** The configuration knows the partition of a role that is only named by the region of its account. */
function roleOf(account: Account): string | undefined {
  if (account.source === 'file') return undefined;
  const { accountId, roleName, roleArn, region = '' } = account;
  return roleName === undefined ? roleArn : `arn:${partitionOf(region)}:iam::${accountId}:role/${roleName}`;
}
