import type { Account } from '../model/account.ts';
import type { SteadyClock } from '../model/clock.ts';
import type { AccountSources } from '../model/fact-source.ts';
import { createAccountSettingsSource } from '../sources/aws/account-settings.ts';
import { createCredentialReportSource } from '../sources/aws/credential-report.ts';
import { createMfaDevicesSource } from '../sources/aws/mfa-devices.ts';
import { createServiceCredentialsSource } from '../sources/aws/service-credentials.ts';
import { createRootManagementSource } from '../sources/aws/root-management.ts';
import { createUserPoliciesSource } from '../sources/aws/user-policies.ts';
import { createUserTagsSource } from '../sources/aws/user-tags.ts';
import { createReportFileSource, type ReportFileInput } from '../sources/report-file.ts';
import { clientsForOrganization, type OrganizationClientsInput } from './organization-clients.ts';
import { createWatchSources, type WatchSourcesInput } from './watch-sources.ts';

export interface SourcesInput extends Omit<WatchSourcesInput, 'watched'>, ReportFileInput, OrganizationClientsInput {
  readonly clock: SteadyClock;
  readonly watched: () => ReturnType<WatchSourcesInput['watched']> & ReturnType<OrganizationClientsInput['watched']>;
}

/** Says where each fact of an account comes from. */
export function createSources(input: SourcesInput): (account: Account) => AccountSources {
  const { clientOf } = input;
  const activityWatch = createWatchSources(input);
  const organizationClient = clientsForOrganization(input);

  return (account) => {
    if (account.source === 'file') return { 'credential-report': createReportFileSource(account, input) };
    const client = clientOf(account);
    return {
      'credential-report': createCredentialReportSource(client, input),
      'account-settings': createAccountSettingsSource(client, input),
      'root-management': createRootManagementSource(organizationClient(account, client), input),
      'user-details.tags': createUserTagsSource(client, input),
      'user-details.mfa': createMfaDevicesSource(client, input),
      'user-details.serviceCredentials': createServiceCredentialsSource(client, input),
      'user-details.policies': createUserPoliciesSource(client, input),
      activity: activityWatch(account),
    } satisfies Required<AccountSources>;
  };
}
