/** The facts beyond the report, and an AWS that has something to say of each. */
import type { FactName } from '../../../src/model/facts/catalogue.ts';
import type { FakeAccountOptions } from '../../support/fake-aws/account.ts';
import type { Operation } from '../../support/fake-aws/protocol.ts';
import { type AwsExporter, knownReportOf, ownValue } from './aws-exporter.ts';

export const DAY = 86_400_000;
export const on = { enabled: true };
export const ALL_ON = {
  'account-settings': on,
  'user-details': { tags: on, mfa: on, serviceCredentials: on, policies: on },
};

/** What AWS is asked for each fact, what it needs for that, and the families that say what it knows. */
export const FURTHER: readonly {
  readonly fact: FactName;
  readonly operations: readonly Operation[];
  readonly families: RegExp;
}[] = [
  {
    fact: 'account-settings',
    operations: ['GetAccountPasswordPolicy', 'GetAccountSummary'],
    families: /^aws_iam_(password_policy|account_quota)_/,
  },
  {
    fact: 'user-details.tags',
    operations: ['GetAccountAuthorizationDetails'],
    families: /^aws_iam_user_owner_info\{/,
  },
  { fact: 'user-details.mfa', operations: ['ListVirtualMFADevices'], families: /^aws_iam_mfa_device_info\{/ },
  {
    fact: 'user-details.serviceCredentials',
    operations: ['ListServiceSpecificCredentials'],
    families: /^aws_iam_service_credential_/,
  },
  {
    fact: 'user-details.policies',
    operations: ['GetAccountAuthorizationDetails'],
    families: /^aws_iam_user_quarantined\{/,
  },
];
export const OPERATIONS = [...new Set(FURTHER.flatMap(({ operations }) => operations))];

export const factsOf = (operation: Operation) => FURTHER.filter(({ operations }) => operations.includes(operation));

/** The known report's account with something of each fact, a page for each item. */
export function accountWithFacts(accountId: string, now: number): FakeAccountOptions {
  const daysAgo = (days: number) => new Date(now - days * DAY - 3_600_000);
  return {
    accountId,
    csv: knownReportOf(accountId, now),
    generatedTime: now,
    paging: { pageSize: 1 },
    passwordPolicy: { MinimumPasswordLength: 8, RequireNumbers: true },
    accountSummary: { Users: 2 },
    users: [
      {
        UserName: 'alice@example.com',
        Tags: [{ Key: 'Owner', Value: 'payments' }],
        AttachedManagedPolicies: [
          { PolicyName: 'AWSCompromisedKeyQuarantineV3', PolicyArn: 'arn:aws:iam::aws:policy/Q' },
        ],
      },
      { UserName: 'deploy' },
    ],
    virtualMfaDevices: [{ SerialNumber: `arn:aws:iam::${accountId}:mfa/root`, User: 'root' }],
    serviceSpecificCredentials: [
      {
        UserName: 'deploy',
        ServiceName: 'bedrock.amazonaws.com',
        CreateDate: daysAgo(10),
        ExpirationDate: daysAgo(-20),
      },
      { UserName: 'deploy', ServiceName: 'codecommit.amazonaws.com', CreateDate: daysAgo(100), Status: 'Inactive' },
      { UserName: 'deploy', ServiceName: 'codecommit.amazonaws.com', CreateDate: daysAgo(5) },
    ],
  };
}

/** Whether the last look at the fact was good: 1 or 0; undefined before the first has ended. */
export function factUp(page: string, name: string, fact: string): number | undefined {
  return ownValue(page, `fact_up{account_name="${name}",fact="${fact}"}`);
}

export function untilPage(exporter: AwsExporter, what: string, holds: (page: string) => boolean): Promise<string> {
  return exporter.process.until(what, async () => {
    const page = await exporter.page();
    return holds(page) ? page : undefined;
  });
}
