import { readSightings } from '../activity/read-sightings.ts';
import type { Account, AwsAccount } from '../model/account.ts';
import type { SteadyClock } from '../model/clock.ts';
import type { AccountSources, FactSource } from '../model/fact-source.ts';
import { createPlaces } from '../refresh/places.ts';
import type { AllAccess } from '../sources/aws/account-access.ts';
import type { clientsOf } from '../sources/aws/account-clients.ts';
import { createAccountSettingsSource } from '../sources/aws/account-settings.ts';
import type { WatchSettings } from '../sources/aws/activity-watch.ts';
import { createCredentialReportSource } from '../sources/aws/credential-report.ts';
import { createMfaDevicesSource } from '../sources/aws/mfa-devices.ts';
import { createPace } from '../sources/aws/pace.ts';
import type { Waiting } from '../sources/aws/patience.ts';
import { createServiceCredentialsSource } from '../sources/aws/service-credentials.ts';
import { createUserPoliciesSource } from '../sources/aws/user-policies.ts';
import { createUserTagsSource } from '../sources/aws/user-tags.ts';
import { createReportFileSource, type ReportFileInput } from '../sources/report-file.ts';

/** Half of what AWS allows in each account and region: people and other tools have the same limit. */
const LOOKUPS_PER_SECOND = 1;
/** Each of them may take seconds, and a region has one at most. */
const LOOKUPS_IN_FLIGHT = 64;

export interface SourcesInput extends Waiting, ReportFileInput {
  readonly clock: SteadyClock;
  readonly clientOf: ReturnType<typeof clientsOf>;
  readonly accessTo: AllAccess['to'];
  /** As they are configured now. */
  readonly watchSettings: () => WatchSettings;
}

/** Says where each fact of an account comes from. */
export function createSources(input: SourcesInput): (account: Account) => AccountSources {
  const { clock, random, clientOf, accessTo, watchSettings: settings } = input;
  const pace = createPace(LOOKUPS_PER_SECOND, clock);
  const { inPlace } = createPlaces(LOOKUPS_IN_FLIGHT, clock);

  /** The client of CloudTrail is loaded where the fact is read: most exporters do not. */
  async function activityWatch(account: AwsAccount) {
    const { createActivityWatch } = await import('../sources/aws/activity-watch.ts');
    const access = accessTo(account);
    return createActivityWatch({
      access,
      accountName: account.name,
      pace,
      inPlace,
      clock,
      random,
      settings,
      readSightings,
    });
  }

  return (account) => {
    if (account.source === 'file') return { 'credential-report': createReportFileSource(account, input) };
    const client = clientOf(account);
    return {
      'credential-report': createCredentialReportSource(client, input),
      'account-settings': createAccountSettingsSource(client, input),
      'user-details.tags': createUserTagsSource(client, input),
      'user-details.mfa': createMfaDevicesSource(client, input),
      'user-details.serviceCredentials': createServiceCredentialsSource(client, input),
      'user-details.policies': createUserPoliciesSource(client, input),
      activity: onceAsked(() => activityWatch(account)),
    } satisfies Required<AccountSources>;
  };
}

function onceAsked<Answer>(make: () => Promise<FactSource<Answer>>): FactSource<Answer> {
  let made: Promise<FactSource<Answer>> | undefined;
  return {
    async fetch(request, last) {
      made ??= make();
      return (await made).fetch(request, last);
    },
  };
}
