import type { Account } from '../model/account.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { clientsOf } from '../sources/aws/account-clients.ts';
import { createAccountSettingsSource } from '../sources/aws/account-settings.ts';
import { createCredentialReportSource } from '../sources/aws/credential-report.ts';
import { createMfaDevicesSource } from '../sources/aws/mfa-devices.ts';
import type { Waiting } from '../sources/aws/patience.ts';
import { createServiceCredentialsSource } from '../sources/aws/service-credentials.ts';
import { createUserPoliciesSource } from '../sources/aws/user-policies.ts';
import { createUserTagsSource } from '../sources/aws/user-tags.ts';
import { createReportFileSource, type ReportFileInput } from '../sources/report-file.ts';

/** Says where each fact of an account comes from. */
export function createSources(
  clientOf: ReturnType<typeof clientsOf>,
  waiting: Waiting & ReportFileInput,
): (account: Account) => AccountSources {
  return (account) => {
    if (account.source === 'file') return { 'credential-report': createReportFileSource(account, waiting) };
    const client = clientOf(account);
    return {
      'credential-report': createCredentialReportSource(client, waiting),
      'account-settings': createAccountSettingsSource(client, waiting),
      'user-details.tags': createUserTagsSource(client, waiting),
      'user-details.mfa': createMfaDevicesSource(client, waiting),
      'user-details.serviceCredentials': createServiceCredentialsSource(client, waiting),
      'user-details.policies': createUserPoliciesSource(client, waiting),
    } satisfies Required<AccountSources>;
  };
}
