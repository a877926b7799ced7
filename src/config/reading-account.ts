/** By the credentials of which account a log group or a table is read. */
import type { z } from 'zod';
import type { Account, AwsAccount } from '../model/account.ts';
import { didYouMean } from './did-you-mean.ts';
import { hasUnknownKey, line } from './fields.ts';
import { type Entry, isEntry } from './uniqueness.ts';

export const readingAccount = line('audit').optional().meta({
  description:
    'Name of the account by whose credentials it is read: one of `accounts`, also with `organization`. Only where `accounts` has several accounts of AWS is it needed.',
});

/** @param sections top-level keys of the file that may name an account. */
export function rejectOtherReaders(sections: readonly string[], defaultName: string) {
  return (file: unknown, context: z.core.$RefinementCtx): void => {
    if (!isEntry(file)) return;
    // The list may be there under a key that is misspelt, which has its own problem.
    if (file.accounts === undefined && hasUnknownKey(context.issues)) return;
    const { accounts = file.organization === undefined ? [{ name: defaultName }] : [] } = file;
    if (!Array.isArray(accounts)) return;
    for (const section of sections) {
      const entry = file[section];
      if (!isEntry(entry)) continue;
      const problem = problemOf(entry.account, accounts.filter(isEntry), file.organization !== undefined);
      if (problem === undefined) continue;
      if (entry.account === undefined && hasUnknownKey(context.issues, [section])) continue;
      context.addIssue({ code: 'custom', path: [section, 'account'], message: problem });
    }
  };
}

/** The name in the file, or that of the only account of AWS. */
export function readerOf(name: string | undefined, accounts: readonly Account[]): string {
  return name ?? accounts.find(({ source }) => source === 'aws')?.name ?? '';
}

/** The account that `readerOf` has found. */
export function readingAccountOf(
  { account: name }: { readonly account: string },
  accounts: readonly Account[],
): AwsAccount {
  const account = accounts.find((each): each is AwsAccount => each.source === 'aws' && each.name === name);
  if (account === undefined) throw new Error('the configuration names an account that it does not have');
  return account;
}

function problemOf(name: unknown, accounts: readonly Entry[], hasOrganization: boolean): string | undefined {
  const names = namesOf(accounts.filter(({ reportFile }) => reportFile === undefined));
  if (name === undefined) {
    if (names.length === 0) {
      return `is missing: none of the accounts is read from AWS${hasOrganization ? WRITE_ENTRY : ''}`;
    }
    return names.length === 1 ? undefined : 'is missing: write the name of the account by whose credentials it is read';
  }
  if (typeof name !== 'string' || names.includes(name)) return undefined;
  if (namesOf(accounts).includes(name)) return 'is an account that is read from a file, and has no credentials';
  return `is the name of no account of the configuration${didYouMean(name, names)}${hasOrganization ? WRITE_ENTRY : ''}`;
}

/** Which accounts an organization has nobody knows before it is asked. */
const WRITE_ENTRY =
  "; an account of the organization needs an entry for this, such as accounts: [{ id: '222222222222', name: audit }]";

function namesOf(accounts: readonly Entry[]): string[] {
  return accounts.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}
