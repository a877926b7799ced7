/** The `iam-policy` command: the least IAM policy that the configuration needs. */
import type { Config } from '../config/config.ts';
import type { Account, AwsAccount } from '../model/account.ts';
import { FACTS } from '../model/facts/catalogue.ts';
import type { Outside } from './outside.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export interface PolicyOutput {
  readonly code: 0 | 2;
  readonly out: string;
  readonly error: string;
}

/** Resolves to the exit code. @param accountName asks for the policy of that account's role. */
export async function iamPolicy(
  { printOut, printError }: Pick<Outside, 'printOut' | 'printError'>,
  config: Pick<Config, 'accounts' | 'facts'>,
  accountName: string | undefined,
): Promise<number> {
  const { code, out, error } = printPolicy(config, accountName);
  await printOut(out);
  await printError(error);
  return code;
}

export function printPolicy(config: Pick<Config, 'accounts' | 'facts'>, accountName: string | undefined): PolicyOutput {
  if (accountName === undefined) return printed(exporterPolicy(config));
  const account = config.accounts.find(({ name }) => name === accountName);
  if (account === undefined) {
    const names = config.accounts.map(({ name }) => name).join(', ');
    return refused(`--account: there is no account "${accountName}"; there is ${names}`);
  }
  if (roleOf(account) === undefined) return refused(`--account: the account "${accountName}" has no roleArn`);
  return printed({ Version: '2012-10-17', Statement: readStatements(config) });
}

/**
 * The least policy of the identity that the exporter runs with: the facts of its own account, if that is one of the accounts, and
 * the roles it assumes. undefined if it needs none.
 */
function exporterPolicy(config: Pick<Config, 'accounts' | 'facts'>): PolicyDocument | undefined {
  const { accounts } = config;
  const roles = accounts.flatMap((account) => roleOf(account) ?? []);
  const readsOwn = accounts.some((account) => account.source === 'aws' && account.roleArn === undefined);
  const assume: Statement = { Sid: 'AssumeAccountRoles', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles };
  const Statement = [...(readsOwn ? readStatements(config) : []), ...(roles.length > 0 ? [assume] : [])];
  return Statement.length > 0 ? { Version: '2012-10-17', Statement } : undefined;
}

/** One statement for each fact that is read. Two facts may need the same action, which is allowed once. */
function readStatements({ facts }: Pick<Config, 'facts'>): Statement[] {
  const allowed = new Set<string>();
  return FACTS.filter(({ id }) => facts[id].enabled).flatMap(({ id, permissions }) => {
    const Action = permissions.filter((action) => !allowed.has(action));
    for (const action of Action) allowed.add(action);
    // None of the actions knows resources.
    return Action.length === 0 ? [] : [{ Sid: sidOf(id), Effect: 'Allow', Action, Resource: '*' } as const];
  });
}

/** `ReadCredentialReport`: a statement's id is letters and digits only. */
function sidOf(fact: string): string {
  const words = fact.split(/[-.]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `Read${words.join('')}`;
}

function printed(policy: PolicyDocument | undefined): PolicyOutput {
  if (policy === undefined)
    return { code: 0, out: '', error: 'the configuration reads files only and needs no policy\n' };
  return { code: 0, out: `${JSON.stringify(policy, null, 2)}\n`, error: '' };
}

function refused(problem: string): PolicyOutput {
  return { code: 2, out: '', error: `${problem}\n` };
}

function roleOf(account: Account): AwsAccount['roleArn'] {
  return account.source === 'aws' ? account.roleArn : undefined;
}
