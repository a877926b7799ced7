import type { Config } from '../config/config.ts';
import type { Account, AwsAccount } from '../model/account.ts';

interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

const READ_CREDENTIAL_REPORT = {
  Sid: 'ReadCredentialReport',
  Effect: 'Allow',
  Action: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  // Neither action knows resources.
  Resource: '*',
} as const;

/**
 * The least policy of the identity that the exporter runs with: the report of its own account, if that is one of the accounts,
 * and the roles it assumes. undefined if it needs none.
 */
function exporterPolicy({ accounts }: Pick<Config, 'accounts'>): PolicyDocument | undefined {
  const roles = accounts.flatMap((account) => roleOf(account) ?? []);
  const readsOwn = accounts.some((account) => account.source === 'aws' && account.roleArn === undefined);
  const Statement = [
    ...(readsOwn ? [READ_CREDENTIAL_REPORT] : []),
    ...(roles.length > 0
      ? [{ Sid: 'AssumeAccountRoles', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles } as const]
      : []),
  ];
  return Statement.length > 0 ? { Version: '2012-10-17', Statement } : undefined;
}

/** The least policy of the role that the exporter assumes in an account. */
const ROLE_POLICY: PolicyDocument = { Version: '2012-10-17', Statement: [READ_CREDENTIAL_REPORT] };

export interface PolicyOutput {
  readonly code: 0 | 2;
  readonly out: string;
  readonly error: string;
}

/** What `iam-policy` prints. @param accountName asks for the policy of that account's role. */
export function printPolicy(config: Pick<Config, 'accounts'>, accountName: string | undefined): PolicyOutput {
  if (accountName === undefined) return printed(exporterPolicy(config));
  const account = config.accounts.find(({ name }) => name === accountName);
  if (account === undefined) {
    const names = config.accounts.map(({ name }) => name).join(', ');
    return refused(`--account: there is no account "${accountName}"; there is ${names}`);
  }
  if (roleOf(account) === undefined) return refused(`--account: the account "${accountName}" has no roleArn`);
  return printed(ROLE_POLICY);
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
