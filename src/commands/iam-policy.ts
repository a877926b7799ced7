/** The `iam-policy` command: the least IAM policies that the configuration needs. */
import type { Config } from '../config/config.ts';
import { partitionOf } from '../config/region.ts';
import { type Account, type AwsAccount, hasRole, namedAccountId } from '../model/account.ts';
import { type PermittedCommand, RESULT_BUCKET_ACTIONS, TRAIL_BUCKET_ACTIONS } from '../model/command-permissions.ts';
import type { PolicyDocumentName } from '../model/policy-document.ts';
import { noFile } from './check-selection.ts';
import { accountStatements, type ReadConfig } from './account-policy.ts';
import { ATHENA_SID, type Statement } from './command-policy.ts';
import { factsOfOrganization, memberRolesStatement, organizationStatements } from './organization-policy.ts';
import type { Outside } from './outside.ts';
import { principalProblem, type TrustStatement, trustStatement } from './trust-policy.ts';

/** An account that the configuration does not name: the exporter's own, or one that the organization has. */
const UNNAMED: AwsAccount = { source: 'aws', name: '', owner: '' };

/** The configuration does not know their names. */
const BUCKETS = `add for Athena: ${TRAIL_BUCKET_ACTIONS.join(', ')} on the bucket of the trail, kms:Decrypt if it is encrypted with a key of yours, and ${RESULT_BUCKET_ACTIONS.join(', ')} on the bucket of the results unless the work group manages them\n`;

/** Who asks by a role may run anywhere. */
const ANOTHER_ORGANIZATION =
  'if the account of the exporter is not in this organization: write the id of the organization in place of ${aws:PrincipalOrgID}, and leave out what reads that account unless accounts lists it\n';

export interface PolicyOutput {
  readonly code: 0 | 2;
  readonly out: string;
  readonly error: string;
}

type PolicyConfig = ReadConfig & Pick<Config, 'withoutFile' | 'accounts'>;

export interface PolicyOptions {
  /** Asks for the policy of that account's role. */
  readonly account?: string | undefined;
  /** Those that it is to be enough for, beside the exporter itself. */
  readonly commands?: readonly PermittedCommand[];
  /** Of an organization; undefined: the policy of the exporter, or of the account. */
  readonly document?: PolicyDocumentName | undefined;
  /** ARN of the identity that a trust policy trusts. */
  readonly principal?: string | undefined;
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

export function printPolicy(config: PolicyConfig, options: PolicyOptions): PolicyOutput {
  const problem = misfit(config, options);
  if (problem !== undefined) return refused(problem);
  const { account, commands = [], document = 'exporter', principal = '' } = options;
  if (account !== undefined) return accountPolicy(config, account, commands);
  const { organization } = config;
  if (document === 'exporter' || organization === undefined) return exporterPolicy(config, commands);
  switch (document) {
    case 'member-role':
      return withManagementNote(config, printed(accountStatements(config, UNNAMED, commands)));
    case 'member-trust':
      return printed([trustStatement(principal, organization.externalId)]);
    case 'reader-role':
      return printed(organizationStatements(organization, config));
    case 'reader-trust':
      return printed([trustStatement(principal, organization.reader.externalId)]);
  }
}

/** What is wrong with the options, together and with the configuration; undefined: nothing. */
function misfit(
  { organization }: PolicyConfig,
  { account, commands = [], document = 'exporter', principal }: PolicyOptions,
): string | undefined {
  const isTrust = document.endsWith('-trust');
  if (account !== undefined && document !== 'exporter') return '--account: leave it out, or --for';
  if (document !== 'exporter' && organization === undefined)
    return `--for ${document}: the configuration has no organization`;
  if (document.startsWith('reader-') && !hasRole(organization?.reader ?? {}))
    return `--for ${document}: organization has no roleArn: the exporter asks it with its own credentials, whose policy is printed without --for`;
  if (!isTrust && principal !== undefined)
    return '--principal: goes with --for member-trust or --for reader-trust only';
  if (commands.length > 0 && document !== 'exporter' && document !== 'member-role')
    return `--command: no command needs more in ${document}`;
  const wrong = isTrust ? principalProblem(principal) : undefined;
  return wrong === undefined ? undefined : `--principal: ${wrong}`;
}

/** The policy of the role of an account that the configuration names. */
function accountPolicy(config: PolicyConfig, accountName: string, commands: readonly PermittedCommand[]): PolicyOutput {
  const { accounts } = config;
  // A name may be twelve digits too.
  const account =
    accounts.find(({ name }) => name === accountName) ?? accounts.find((each) => namedAccountId(each) === accountName);
  if (account === undefined)
    return refused(`--account: there is no account "${accountName}"${noFile(config)}; ${instead(config)}`);
  if (account.source === 'file') {
    return refused(`--account: the account "${accountName}" is a report file, which needs no policy`);
  }
  if (!hasRole(account))
    return refused(
      `--account: the account "${accountName}" has no role: leave --account out for the identity that the exporter runs with`,
    );
  return withManagementNote(config, printed(accountStatements(config, account, commands)));
}

/** Nothing in the configuration says which account that is. */
function withManagementNote({ facts, organization }: PolicyConfig, output: PolicyOutput): PolicyOutput {
  const permissions = factsOfOrganization(facts).flatMap(({ permissions }) => permissions);
  if (organization === undefined || permissions.length === 0) return output;
  const note = `in the management account, add ${permissions.join(', ')} unless the exporter asks the organization with credentials of that account\n`;
  return { ...output, error: `${output.error}${note}` };
}

function instead({ accounts, organization }: PolicyConfig): string {
  if (organization !== undefined)
    return 'write --for member-role for the role of an account that only the organization has';
  return `there is ${accounts.map(({ name }) => name).join(', ')}`;
}

/**
 * The least policy of the identity that the exporter runs with: the facts of its own account, if that is one of the accounts, the
 * organization, and the roles it assumes.
 */
function exporterPolicy(config: PolicyConfig, commands: readonly PermittedCommand[]): PolicyOutput {
  const { accounts, organization } = config;
  const reader = organization?.reader;
  const asked = reader === undefined || hasRole(reader) ? undefined : organization;
  const roles = [...(reader === undefined ? [] : [reader]), ...accounts].flatMap((account) => roleOf(account) ?? []);
  const listed = accounts.find((account) => account.source === 'aws' && !hasRole(account));
  const own = listed ?? (organization === undefined ? undefined : UNNAMED);
  const assume: Statement = { Sid: 'AssumeAccountRoles', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles };
  const Statement = [
    ...(own === undefined ? [] : accountStatements(config, own, commands)),
    ...(asked === undefined ? [] : organizationStatements(asked, config)),
    ...(roles.length > 0 ? [assume] : []),
    ...(organization === undefined ? [] : [memberRolesStatement(organization)]),
  ];
  if (Statement.length === 0)
    return { code: 0, out: '', error: 'the configuration reads files only and needs no policy\n' };
  const output = printed(Statement);
  return organization === asked ? output : { ...output, error: `${output.error}${ANOTHER_ORGANIZATION}` };
}

function printed(Statement: readonly (Statement | TrustStatement)[]): PolicyOutput {
  const isAthena = Statement.some((statement) => 'Sid' in statement && statement.Sid === ATHENA_SID);
  const document = { Version: '2012-10-17', Statement };
  return { code: 0, out: `${JSON.stringify(document, null, 2)}\n`, error: isAthena ? BUCKETS : '' };
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
