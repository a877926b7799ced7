/** What `accounts` prints of a fake organization. */
// Jest links one module at a time: several that are loaded at once must be there already.
import '../../../src/sources/aws/organization-client.ts';
import '../../../src/sources/aws/organization.ts';
import '../../../src/sources/aws/organization-tags.ts';
import type { AccountsOptions } from '../../../src/cli/accounts-options.ts';
import { accounts } from '../../../src/commands/accounts.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { FakeOrganization } from '../../support/fake-aws/organization.ts';
import type { GivenMember } from '../../support/fake-aws/organization-options.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';

export const MANAGEMENT = '111111111111';
/** The exporter's own account, a delegated administrator. */
export const OWN = '111122223333';
export const MEMBER = '444455556666';
export const YOUNGER = '777788889999';

const GENERATED = Date.parse('2026-11-22T08:00:00Z');
const NOW = '2026-11-22T10:00:00Z';
const DEADLINE_MS = 30_000;

let fake: FakeAws;

/** The members, then the exporter's own account and the management account. */
export async function startOrganization(
  members: readonly GivenMember[],
  { withoutRole = [] }: { readonly withoutRole?: readonly string[] } = {},
): Promise<FakeAws> {
  const organization = new FakeOrganization({
    managementAccountId: MANAGEMENT,
    units: [{ id: 'ou-ab12-11111111', name: 'products' }],
    accounts: [...members, { accountId: OWN }, { accountId: MANAGEMENT }],
    delegatedAdministrators: { [OWN]: ['account.amazonaws.com'] },
  });
  fake = await startFakeAwsForTest({
    accounts: organization.members.map(({ accountId }) => ({
      accountId,
      csv: reportCsv(accountId, ['jane']),
      generatedTime: GENERATED,
      assumeRoleRefused: withoutRole.includes(accountId),
    })),
    defaultAccountId: OWN,
    organization,
    now: () => Date.parse(NOW),
  });
  return fake;
}

/** Runs a command that asks it, with a clock that passes. */
export async function askOrganization(
  command: Parameters<typeof runAwsCommand>[0],
  variables?: Readonly<Record<string, string>>,
) {
  setAwsEnvironment(fake.url, variables);
  const clock = new PassingClock(NOW, DEADLINE_MS);
  return runAwsCommand(command, () => clock.now(), clock);
}

export async function listAccounts(yaml: string, options: Partial<AccountsOptions> = {}) {
  return askOrganization((outside) =>
    accounts(outside, goodConfig(yaml), { accounts: [], owners: [], output: 'table', ...options }),
  );
}

export async function accountsOf(...[yaml, options]: Parameters<typeof listAccounts>) {
  const { out, ...rest } = await listAccounts(yaml, { ...options, output: 'json' });
  if (out === '') throw new Error(rest.error);
  return { ...rest, accounts: (JSON.parse(out) as { accounts: Record<string, unknown>[] }).accounts };
}
