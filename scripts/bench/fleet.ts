/** Many accounts with a role each, as an AWS on loopback and as a configuration. */
import type { FakeAccountOptions } from '../../test/support/fake-aws/account.ts';
import { reportOf } from './reports.ts';

export interface Fleet {
  /** Of the AWS. None has a report yet. */
  readonly accounts: FakeAccountOptions[];
  /** Of the exporter. */
  readonly config: { readonly accounts: readonly object[] };
}

export function fleetOf(accounts: number, users: number): Fleet {
  const ids = Array.from({ length: accounts }, (_, index) => String(100_000_000_000 + index));
  return {
    accounts: ids.map((accountId) => ({ accountId, csv: reportOf(users, accountId) })),
    config: { accounts: ids.map((id) => ({ name: `account-${id}`, roleArn: `arn:aws:iam::${id}:role/bench` })) },
  };
}

/** How many accounts have their facts on the page. */
export function accountsOn(page: string): number {
  return page.match(/^aws_iam_credential_report_generated_timestamp_seconds\{/gm)?.length ?? 0;
}

/** How many users are on the page, root users among them. */
export function usersOn(page: string): number {
  return page.match(/^aws_iam_user_info\{/gm)?.length ?? 0;
}
